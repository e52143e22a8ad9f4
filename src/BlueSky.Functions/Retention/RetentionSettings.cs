using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Retention;

/// <summary>
/// How long data is kept. Requests are kept until a person has judged or closed them, however old they are.
/// </summary>
/// <param name="Spam">
/// Requests from the time a person called them spam, and subscriptions with a filled honeypot from the day they came.
/// Also addresses that only ever got acknowledgements.
/// </param>
/// <param name="Consultations">Requests from the time a person closed them; null for ever.</param>
/// <param name="Audit">Audit entries; whole months.</param>
internal sealed record RetentionSettings(TimeSpan Spam, TimeSpan? Consultations, TimeSpan Audit)
    : ISettings<RetentionSettings>
{
    /// <summary>Including leap days.</summary>
    private const int DaysOfSixYears = 2_192;

    public static RetentionSettings Read(SettingsReader reader) => new(
        reader.Duration("Retention:Spam", TimeSpan.FromDays(90)),
        reader.OptionalDuration("Retention:Consultations"),
        reader.Duration("Retention:Audit", TimeSpan.FromDays(DaysOfSixYears)));
}
