using System.Globalization;
using BlueSky.Content;

namespace BlueSky.Functions.Settings;

/// <summary>The clinic's settings in the words of mails and pages.</summary>
internal static class ClinicText
{
    public static ClinicDetails Details(this ClinicSettings clinic) =>
        new(clinic.Name, clinic.Phone, clinic.PostalAddress);

    /// <summary>
    /// "Thursday, January 8, 2026, 3:42 PM (America/Denver, UTC-07:00)": no reader has to guess whose time it is.
    /// </summary>
    public static string LocalTime(this ClinicSettings clinic, DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, clinic.TimeZone);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{local:dddd, MMMM d, yyyy, h:mm tt} ({clinic.TimeZone.Id}, UTC{local:zzz})");
    }
}
