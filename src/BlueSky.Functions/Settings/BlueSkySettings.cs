using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions.Settings;

/// <summary>All settings, read and checked together. docs/settings.md lists them by name.</summary>
internal sealed record BlueSkySettings(
    StorageSettings Storage,
    SendGridSettings SendGrid,
    MailSettings Mail,
    SweepSettings Sweep,
    SiteSettings Site,
    ClinicSettings Clinic,
    SecretSettings Secrets,
    SubscriptionSettings Subscriptions,
    ConsultationSettings Consultations,
    NotificationSettings Notifications,
    WebflowSettings Webflow,
    LimitSettings Limits,
    SpamSettings Spam,
    AltchaSettings Altcha,
    TurnstileSettings Turnstile,
    RetentionSettings Retention,
    TelemetrySettings Telemetry)
{
    /// <param name="forms">The names of the forms that there are.</param>
    /// <exception cref="OptionsValidationException">
    /// Holds a sentence for each setting that is missing or malformed.
    /// </exception>
    public static BlueSkySettings Read(IConfiguration configuration, IReadOnlyCollection<string> forms)
    {
        var reader = new SettingsReader(configuration);
        var settings = new BlueSkySettings(
            StorageSettings.Read(reader),
            SendGridSettings.Read(reader),
            MailSettings.Read(reader),
            SweepSettings.Read(reader),
            SiteSettings.Read(reader),
            ClinicSettings.Read(reader),
            SecretSettings.Read(reader),
            SubscriptionSettings.Read(reader),
            ConsultationSettings.Read(reader),
            NotificationSettings.Read(reader),
            WebflowSettings.Read(reader, forms),
            LimitSettings.Read(reader),
            SpamSettings.Read(reader),
            AltchaSettings.Read(reader),
            TurnstileSettings.Read(reader),
            RetentionSettings.Read(reader),
            TelemetrySettings.Read(reader));

        return reader.Problems.Count == 0
            ? settings
            : throw new OptionsValidationException(nameof(BlueSkySettings), typeof(BlueSkySettings), reader.Problems);
    }
}
