using BlueSky.Content;
using BlueSky.Content.Brand;

namespace BlueSky.Functions.Settings;

/// <summary>The clinic's details in emails and pages.</summary>
/// <param name="TimeZone">By its IANA name; times in emails are in this zone.</param>
internal sealed record ClinicSettings(string Name, string Phone, string PostalAddress, TimeZoneInfo TimeZone)
    : ISettings<ClinicSettings>
{
    /// <summary>The start of the postal address in the sample settings.</summary>
    private const string Placeholder = "replace-me";

    public ClinicHours Hours { get; init; } = new(TimeZone, WeeklyHours.Default, new HashSet<DateOnly>(), 1);

    /// <summary>When visitors can call; null when the clinic has not set it.</summary>
    public WeeklyHours? StatedHours { get; init; }

    /// <summary>The phone number that visitors see when they are called; null when it is not known.</summary>
    public string? CallsFrom { get; init; }

    /// <summary>The clinic's website; null when it is not known.</summary>
    public Uri? Website { get; init; }

    /// <summary>An image in the place of the name; null for none.</summary>
    public Uri? Logo { get; init; }

    /// <summary>Made of one color.</summary>
    public BrandStyles Styles { get; init; } = BrandStyles.Default;

    /// <summary>Whom the visitor will talk to, such as "Dr. Rosen".</summary>
    public LocalizedSetting Doctor { get; init; } = LocalizedSetting.None;

    /// <summary>Who signs emails to visitors.</summary>
    public LocalizedSetting Signature { get; init; } = LocalizedSetting.None;

    /// <summary>Where answers to emails go; null for the sender's address.</summary>
    public string? ReplyTo { get; init; }

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
        var hours = ReadHours(reader);
        return new ClinicSettings(
            reader.Required("Clinic:Name"), reader.Required("Clinic:Phone"), reader.Required("Clinic:PostalAddress"),
            timeZone)
        {
            Hours = ClinicHours.Read(reader, timeZone, hours ?? WeeklyHours.Default),
            StatedHours = hours,
            CallsFrom = reader.Optional("Clinic:CallsFrom"),
            Website = reader.OptionalUrl("Clinic:Website"),
            Logo = ReadLogo(reader),
            Styles = ReadStyles(reader),
            Doctor = LocalizedSetting.Read(reader, "Clinic:Doctor"),
            Signature = LocalizedSetting.Read(reader, "Clinic:Signature"),
            ReplyTo = reader.Optional("Clinic:ReplyTo") is { } address
                ? reader.Email("Clinic:ReplyTo", address)
                : null,
        };
    }

    private static WeeklyHours? ReadHours(SettingsReader reader) => reader.Optional("Clinic:Hours") is not { } text
        ? null
        : WeeklyHours.TryParse(text) ?? reader.Malformed<WeeklyHours?>(
            "Clinic:Hours", "days and hours like Mon-Thu 09:00-17:00; Fri 09:00-12:00", null);

    // Email programs show no image that is not https.
    private static Uri? ReadLogo(SettingsReader reader) => reader.Optional("Clinic:Logo") switch
    {
        null => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var logo) && logo.Scheme == "https" => logo,
        _ => reader.Malformed<Uri?>("Clinic:Logo", "an https address of an image", null),
    };

    private static BrandStyles ReadStyles(SettingsReader reader) => reader.Optional("Clinic:Color") switch
    {
        null => BrandStyles.Default,
        var color when Palette.TryCreate(color) is { } palette => new BrandStyles(palette),
        _ => reader.Malformed("Clinic:Color", "a color like #1a5a87", BrandStyles.Default),
    };
}
