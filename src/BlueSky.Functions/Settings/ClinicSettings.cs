namespace BlueSky.Functions.Settings;

/// <summary>What mails and pages say about the clinic.</summary>
/// <param name="TimeZone">By its IANA name; times in mails are the clinic's, with the zone named.</param>
internal sealed record ClinicSettings(string Name, string Phone, string PostalAddress, TimeZoneInfo TimeZone) : ISettings<ClinicSettings>
{
    /// <summary>How the sample's postal address begins, until somebody writes the clinic's own.</summary>
    private const string Placeholder = "replace-me";

    /// <summary>List mail must name a postal address; with a placeholder it may not go out.</summary>
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
