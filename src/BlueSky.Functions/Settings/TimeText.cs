using System.Globalization;
using BlueSky.Content.Localization;

namespace BlueSky.Functions.Settings;

/// <summary>
/// Words for times in the clinic's time zone, which they do not name: the readers are there. A no-break space is before
/// AM and PM, and between month and day.
/// </summary>
internal static class TimeText
{
    private const string NoBreakSpace = "\u00A0";

    /// <summary>
    /// "Today, 8:36 AM"; in the last week "Tuesday, 2:10 PM"; older "Tuesday, November 24, at 2:10 PM".
    /// </summary>
    public static string DayAndTime(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        clinic.DayAndTime(now, time, today: "Today");

    /// <summary>The same after "since": "today, 8:36 AM".</summary>
    public static string SinceDayAndTime(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        clinic.DayAndTime(now, time, today: "today");

    /// <summary>
    /// In a sentence: "today, Friday, November 27, at 12:36 PM" or "on Thursday, November 26, at 12:36 PM".
    /// </summary>
    public static string OnDayAndTime(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        (clinic.DaysBetween(time, now) == 0 ? "today, " : "on ")
        + $"{clinic.LongDay(now, time)}, at {clinic.Clock(time)}";

    /// <summary>"Tuesday, November 24"; with the year when it is not this year.</summary>
    /// <param name="texts">The reader's language; null for staff, who read English.</param>
    public static string LongDay(
        this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time, Texts? texts = null) =>
        (texts ?? Texts.English).LongDay(clinic.Hours.DateOf(time), clinic.Hours.DateOf(now).Year);

    /// <summary>"Tue, Nov 24"; with the year when it is not this year.</summary>
    public static string ShortDay(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        $"{clinic.Format(time, "ddd")}, {clinic.ShortDate(now, time)}";

    /// <summary>"Nov 25"; with the year when it is not this year.</summary>
    public static string ShortDate(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        clinic.Format(time, $"MMM{NoBreakSpace}d") + clinic.YearUnlessThis(now, time);

    /// <summary>"2:10 PM".</summary>
    public static string Clock(this ClinicSettings clinic, DateTimeOffset time) =>
        clinic.Format(time, $"h:mm{NoBreakSpace}tt");

    /// <summary>In the clinic's time, as spreadsheets read it: "2026-11-24 14:10".</summary>
    public static string? SpreadsheetTime(this ClinicSettings clinic, DateTimeOffset? time) => time is null
        ? null
        : TimeZoneInfo.ConvertTime(time.Value, clinic.TimeZone)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>After "by": "Monday, November 30, 5 PM".</summary>
    /// <param name="texts">The reader's language; null for staff, who read English.</param>
    public static string Promise(
        this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time, Texts? texts = null) =>
        (texts ?? Texts.English).Deadline(
            clinic.Hours.DateOf(time), clinic.Hours.TimeOf(time), clinic.Hours.DateOf(now).Year);

    /// <summary>After "by": "Monday, 5 PM" or "5 PM today"; a longer one when it is a week away.</summary>
    public static string NearPromise(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        clinic.DaysBetween(now, time) switch
        {
            0 => $"{clinic.RoundClock(time)} today",
            > -7 and < 7 => $"{clinic.Format(time, "dddd")}, {clinic.RoundClock(time)}",
            _ => clinic.Promise(now, time),
        };

    /// <summary>"3 days", by the calendar; within a day "3 hours", "5 minutes" or "less than a minute".</summary>
    public static string Age(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        (clinic.DaysBetween(time, now), now - time) switch
        {
            ( > 0 and var days, { TotalHours: >= 12 }) => Count(days, "day"),
            (_, { TotalHours: >= 1 } span) => Count((int)span.TotalHours, "hour"),
            (_, { TotalMinutes: >= 1 } span) => Count(span.Minutes, "minute"),
            _ => "less than a minute",
        };

    /// <summary>After a deed: "just now", "3 min ago", "at 10:12 AM today", "on Tuesday at 2:10 PM".</summary>
    public static string Ago(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        (clinic.DaysBetween(time, now), now - time) switch
        {
            (_, { TotalMinutes: < 1 }) => "just now",
            (_, { TotalHours: < 1 } span) => $"{span.Minutes}{NoBreakSpace}min ago",
            (0, _) => $"at {clinic.Clock(time)} today",
            (1, _) => $"yesterday at {clinic.Clock(time)}",
            ( < 7, _) => $"on {clinic.Format(time, "dddd")} at {clinic.Clock(time)}",
            _ => $"on {clinic.ShortDate(now, time)}",
        };

    /// <summary>"later today", "tomorrow morning", "Monday morning"; a week away "Monday, November 30".</summary>
    public static string NextTry(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        clinic.DaysBetween(now, time) switch
        {
            <= 0 => "later today",
            1 => $"tomorrow {clinic.PartOfDay(time)}",
            < 7 => $"{clinic.Format(time, "dddd")} {clinic.PartOfDay(time)}",
            _ => clinic.LongDay(now, time),
        };

    /// <summary>"5 PM", but "4:30 PM".</summary>
    public static string RoundClock(TimeOnly time) => Texts.English.Clock(time);

    private static string DayAndTime(
        this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time, string today) =>
        clinic.DaysBetween(time, now) switch
        {
            0 => $"{today}, {clinic.Clock(time)}",
            > 0 and < 7 => $"{clinic.Format(time, "dddd")}, {clinic.Clock(time)}",
            _ => $"{clinic.LongDay(now, time)}, at {clinic.Clock(time)}",
        };

    private static int DaysBetween(this ClinicSettings clinic, DateTimeOffset from, DateTimeOffset until) =>
        clinic.Hours.DateOf(until).DayNumber - clinic.Hours.DateOf(from).DayNumber;

    private static string RoundClock(this ClinicSettings clinic, DateTimeOffset time) =>
        RoundClock(clinic.Hours.TimeOf(time));

    private static string PartOfDay(this ClinicSettings clinic, DateTimeOffset time) =>
        clinic.Hours.TimeOf(time).Hour < 12 ? "morning" : "afternoon";

    private static string YearUnlessThis(this ClinicSettings clinic, DateTimeOffset now, DateTimeOffset time) =>
        clinic.Hours.DateOf(time).Year == clinic.Hours.DateOf(now).Year ? "" : clinic.Format(time, ", yyyy");

    private static string Format(this ClinicSettings clinic, DateTimeOffset time, string format) =>
        TimeZoneInfo.ConvertTime(time, clinic.TimeZone).ToString(format, CultureInfo.InvariantCulture);

    private static string Count(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
