namespace BlueSky.Functions.Settings;

/// <summary>The clinic's details in emails and pages.</summary>
/// <param name="TimeZone">By its IANA name; times in emails are in this zone and name it.</param>
internal sealed record ClinicSettings(string Name, string Phone, string PostalAddress, TimeZoneInfo TimeZone)
    : ISettings<ClinicSettings>
{
    /// <summary>The start of the postal address in the sample settings.</summary>
    private const string Placeholder = "replace-me";

    /// <summary>Emails to subscribers must contain a postal address; they are not sent with a placeholder.</summary>
    public bool HasPostalAddress => !PostalAddress.StartsWith(Placeholder, StringComparison.OrdinalIgnoreCase);

    public static ClinicSettings Read(SettingsReader reader) => new(
        reader.Required("Clinic:Name"),
        reader.Required("Clinic:Phone"),
        reader.Required("Clinic:PostalAddress"),
        reader.Required("Clinic:TimeZone") switch
        {
            "" => TimeZoneInfo.Utc,
            var id when TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) => zone,
            _ => reader.Malformed("Clinic:TimeZone", "a time zone's name like America/Denver", TimeZoneInfo.Utc),
        });
}
