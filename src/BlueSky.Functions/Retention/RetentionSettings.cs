using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Retention;

/// <summary>
/// How long data is kept. Submissions that nobody has reviewed are always kept, except those of bots.
/// </summary>
/// <param name="Spam">
/// Spam, including subscriptions with a filled honeypot. Also addresses that only ever got acknowledgements.
/// </param>
/// <param name="Consultations">
/// Consultation requests, from the day a person closed them; null for ever. Closing is not possible yet.
/// </param>
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
