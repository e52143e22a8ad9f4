using System.Globalization;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Times in words.</summary>
internal static class TimeText
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>"3 minutes ago"; after a week, the day.</summary>
    public static string Ago(DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => Count((int)age.TotalMinutes, "minute"),
        { TotalDays: < 1 } age => Count((int)age.TotalHours, "hour"),
        { TotalDays: < 7 } age => Count((int)age.TotalDays, "day"),
        _ => then.ToString("MMMM d, yyyy", Culture),
    };

    /// <summary>"Friday, November 27, 2026, 3:05 PM (America/Denver)": emails speak of the clinic's time too.</summary>
    public static string Full(DateTimeOffset then, TimeZoneInfo zone) =>
        $"{TimeZoneInfo.ConvertTime(then, zone).ToString("dddd, MMMM d, yyyy, h:mm tt", Culture)} ({zone.Id})";

    public static Html Element(DateTimeOffset then, string words) =>
        Html.Of($"""<time datetime="{then.UtcDateTime.ToString("O", Culture)}">{words}</time>""");

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit} ago" : $"{count} {unit}s ago";
}
