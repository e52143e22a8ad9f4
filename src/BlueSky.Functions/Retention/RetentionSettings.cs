using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Retention;

/// <summary>How long what nobody needs any more is kept. What nobody has judged or seen is kept in any case.</summary>
/// <param name="Spam">
/// Spam, and what robots ask for: subscriptions with a filled honeypot. An address that only ever got acknowledgements,
/// too.
/// </param>
/// <param name="Consultations">
/// Consultation requests, from the day a person closed them; null for ever. Nobody can close one yet.
/// </param>
/// <param name="Audit">Entries of the audit; whole months.</param>
internal sealed record RetentionSettings(TimeSpan Spam, TimeSpan? Consultations, TimeSpan Audit) : ISettings<RetentionSettings>
{
    /// <summary>With their leap days.</summary>
    private const int DaysOfSixYears = 2_192;

    public static RetentionSettings Read(SettingsReader reader) => new(
        reader.Duration("Retention:Spam", TimeSpan.FromDays(90)),
        reader.OptionalDuration("Retention:Consultations"),
        reader.Duration("Retention:Audit", TimeSpan.FromDays(DaysOfSixYears)));
}
