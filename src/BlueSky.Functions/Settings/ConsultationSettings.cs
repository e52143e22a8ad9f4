namespace BlueSky.Functions.Settings;

/// <param name="Acknowledge">Whether the visitor gets a mail; docs/sendgrid.md says why it may not.</param>
internal sealed record ConsultationSettings(bool Acknowledge)
{
    public static ConsultationSettings Read(SettingsReader reader) =>
        new(reader.Boolean("Consultations:Acknowledge", fallback: true));
}
