namespace BlueSky.Functions.Settings;

/// <summary>What mails and pages say about the clinic.</summary>
/// <param name="TimeZone">By its IANA name; times in mails are the clinic's, with the zone named.</param>
internal sealed record ClinicSettings(string Name, string Phone, string PostalAddress, TimeZoneInfo TimeZone)
{
    public static ClinicSettings Read(SettingsReader reader) => new(
        reader.Text("Clinic:Name"),
        reader.Text("Clinic:Phone"),
        reader.Text("Clinic:PostalAddress"),
        reader.Text("Clinic:TimeZone") switch
        {
            "" => TimeZoneInfo.Utc,
            var id when TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) => zone,
            _ => reader.Malformed("Clinic:TimeZone", "a time zone's name like America/Denver", TimeZoneInfo.Utc),
        });
}
