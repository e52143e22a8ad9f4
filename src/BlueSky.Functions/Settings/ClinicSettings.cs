namespace BlueSky.Functions.Settings;

/// <summary>The clinic's details in emails and pages.</summary>
/// <param name="TimeZone">By its IANA name; times in emails are in this zone and name it.</param>
internal sealed record ClinicSettings(string Name, string Phone, string PostalAddress, TimeZoneInfo TimeZone)
    : ISettings<ClinicSettings>
{
    public ClinicHours Hours { get; init; } = new(TimeZone, WeeklyHours.Default, new HashSet<DateOnly>(), 1);

    /// <summary>The phone number that visitors see when they are called; null when it is not known.</summary>
    public string? CallsFrom { get; init; }

    /// <summary>The start of the postal address in the sample settings.</summary>
    private const string Placeholder = "replace-me";

    /// <summary>Emails to subscribers must contain a postal address; they are not sent with a placeholder.</summary>
    public bool HasPostalAddress => !PostalAddress.StartsWith(Placeholder, StringComparison.OrdinalIgnoreCase);

    public static ClinicSettings Read(SettingsReader reader)
    {
        var timeZone = reader.Required("Clinic:TimeZone") switch
        {
            "" => TimeZoneInfo.Utc,
            var id when TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) => zone,
            _ => reader.Malformed("Clinic:TimeZone", "a time zone's name like America/Denver", TimeZoneInfo.Utc),
        };
        return new ClinicSettings(
            reader.Required("Clinic:Name"), reader.Required("Clinic:Phone"), reader.Required("Clinic:PostalAddress"),
            timeZone)
        {
            Hours = ClinicHours.Read(reader, timeZone),
            CallsFrom = reader.Optional("Clinic:CallsFrom"),
        };
    }
}
