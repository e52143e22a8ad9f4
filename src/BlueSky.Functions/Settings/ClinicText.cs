using System.Globalization;
using System.Text.RegularExpressions;
using BlueSky.Content;
using BlueSky.Content.Localization;

namespace BlueSky.Functions.Settings;

/// <summary>Formats the clinic's settings for emails and pages.</summary>
internal static partial class ClinicText
{
    /// <param name="texts">The reader's language; null for staff, who read English.</param>
    public static ClinicDetails Details(this ClinicSettings clinic, Texts? texts = null)
    {
        texts ??= Texts.English;
        var details = new ClinicDetails(texts, clinic.Name, clinic.Phone, clinic.PostalAddress)
        {
            Website = clinic.Website,
            Logo = clinic.Logo,
            Hours = clinic.HoursIn(texts),
            CallsFrom = clinic.CallsFrom,
            Doctor = Together(clinic.Doctor.In(texts)),
            Styles = clinic.Styles,
        };
        return Together(clinic.Signature.In(texts)) is { } signature
            ? details with { Signature = signature }
            : details;
    }

    /// <summary>"Monday to Friday, 9 AM to 5 PM"; null when the clinic has not said it.</summary>
    public static string? HoursIn(this ClinicSettings clinic, Texts texts) =>
        clinic.StatedHours is { } hours ? HoursText.Of(hours, texts) : null;

    // No line ends between a title and the name after it.
    private static string? Together(string? names) => names?
        .Replace("Dr. ", "Dr.\u00A0", StringComparison.Ordinal)
        .Replace("Dra. ", "Dra.\u00A0", StringComparison.Ordinal);

    /// <summary>
    /// "Thursday, January 8, 2026, 3:42 PM (America/Denver, UTC-07:00)": with the time zone, so that it is unambiguous.
    /// </summary>
    public static string LocalTime(this ClinicSettings clinic, DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, clinic.TimeZone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{local:dddd, MMMM d, yyyy, h:mm tt} ({clinic.TimeZone.Id}, UTC{local:zzz})");
    }

    /// <summary>"Mountain Time"; the zone's IANA name where the machine has no words for it.</summary>
    public static string ZoneName(this ClinicSettings clinic) =>
        DisplayName().Match(clinic.TimeZone.DisplayName) is { Success: true } match
            ? match.Groups[1].Value
            : clinic.TimeZone.Id;

    /// <summary>"9:22 AM".</summary>
    public static string TimeOfDay(this ClinicSettings clinic, DateTimeOffset time) =>
        TimeZoneInfo.ConvertTime(time, clinic.TimeZone).ToString("h:mm tt", CultureInfo.InvariantCulture);

    // "(UTC-07:00) Mountain Time (Denver)"
    [GeneratedRegex(@"^\(UTC[^)]*\) (.+?)(?: \([^)]*\))?$")]
    private static partial Regex DisplayName();
}
