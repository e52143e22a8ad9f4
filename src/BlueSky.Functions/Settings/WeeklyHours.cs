using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueSky.Functions.Settings;

/// <param name="Opens">In the clinic's time zone, as are all local times here.</param>
internal readonly record struct OpeningHours(TimeOnly Opens, TimeOnly Closes);

/// <summary>The hours of each weekday, read from text like <c>Mon-Thu 09:00-17:00; Fri 09:00-12:00</c>.</summary>
internal sealed partial class WeeklyHours
{
    private static readonly string[] DayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    private readonly FrozenDictionary<DayOfWeek, OpeningHours> days;

    private WeeklyHours(IEnumerable<KeyValuePair<DayOfWeek, OpeningHours>> days) => this.days = days.ToFrozenDictionary();

    public static WeeklyHours Default { get; } = TryParse("Mon-Fri 09:00-17:00")!;

    /// <summary>Null when the clinic is closed on that weekday.</summary>
    public OpeningHours? this[DayOfWeek day] => days.TryGetValue(day, out var hours) ? hours : null;

    /// <returns>Null when the text is malformed.</returns>
    /// <remarks>A day that is named twice, such as one with a lunch break, lasts from its first to its last hour.</remarks>
    public static WeeklyHours? TryParse(string text)
    {
        var days = new Dictionary<DayOfWeek, OpeningHours>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Part().Match(part) is not { Success: true } match
                || ReadTime(match.Groups["opens"]) is not { } opens
                || ReadTime(match.Groups["closes"]) is not { } closes
                || closes <= opens)
            {
                return null;
            }

            var first = ReadDay(match.Groups["first"]);
            var last = match.Groups["last"] is { Success: true } group ? ReadDay(group) : first;
            // "Sat-Mon" goes over the end of the week.
            for (var i = 0; i <= (last - first + 7) % 7; i++)
            {
                var day = (DayOfWeek)((first + i) % 7);
                days[day] = days.TryGetValue(day, out var known)
                    ? new OpeningHours(Min(known.Opens, opens), Max(known.Closes, closes))
                    : new OpeningHours(opens, closes);
            }
        }

        return days.Count == 0 ? null : new WeeklyHours(days);
    }

    private static int ReadDay(Group name) => Array.IndexOf(DayNames, name.Value.ToLowerInvariant());

    private static TimeOnly? ReadTime(Group time) =>
        TimeOnly.TryParseExact(time.Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)
            ? read
            : null;

    private static TimeOnly Min(TimeOnly one, TimeOnly other) => one < other ? one : other;

    private static TimeOnly Max(TimeOnly one, TimeOnly other) => one > other ? one : other;

    [GeneratedRegex(
        @"^(?<first>sun|mon|tue|wed|thu|fri|sat)(\s*-\s*(?<last>sun|mon|tue|wed|thu|fri|sat))?\s+"
        + @"(?<opens>[0-9]{2}:[0-9]{2})\s*-\s*(?<closes>[0-9]{2}:[0-9]{2})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
