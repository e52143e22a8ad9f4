using System.Globalization;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Telemetry;

namespace BlueSky.Tool.Doctor;

/// <summary>What a person compares: the time at the clinic, and the versions of what runs here.</summary>
internal static class MachineCheck
{
    public static Finding TimeZone(ClinicSettings clinic, DateTimeOffset now) =>
        Finding.Ok(string.Create(
            CultureInfo.InvariantCulture,
            $"time zone: in {clinic.TimeZone.Id} it is {In(clinic.TimeZone, now):dddd, yyyy-MM-dd HH:mm} now"));

    public static Finding Versions() =>
        Finding.Ok($"versions: this tool is built from {BuildVersion.Commit}, on .NET {Environment.Version}");

    private static DateTimeOffset In(TimeZoneInfo zone, DateTimeOffset time) => TimeZoneInfo.ConvertTime(time, zone);
}
