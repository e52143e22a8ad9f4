namespace BlueSky.Functions.Settings;

/// <param name="Acknowledge">Whether the visitor gets a mail; the README says why a clinic may not want that.</param>
internal sealed record ConsultationSettings(bool Acknowledge)
{
    public static ConsultationSettings Read(SettingsReader reader) =>
        new(reader.Boolean("Consultations:Acknowledge", fallback: true));
}
