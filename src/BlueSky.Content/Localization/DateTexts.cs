using System.Globalization;

namespace BlueSky.Content.Localization;

/// <summary>Days and times of day in words; a no-break space keeps month and day, and hour and AM, together.</summary>
public static class DateTexts
{
    /// <summary>"Monday, November 30"; with the year when it is not this year.</summary>
    public static string LongDay(this Texts texts, DateOnly date, int thisYear) => texts.Format(
        date.Year == thisYear ? "Date.Long" : "Date.LongWithYear",
        ("weekday", texts.Weekday(date.DayOfWeek)),
        ("month", texts["Date.Months"].Split(',')[date.Month - 1]),
        ("day", Number(date.Day)),
        ("year", Number(date.Year)));

    public static string Weekday(this Texts texts, DayOfWeek day) => texts["Date.Days"].Split(',')[(int)day];

    /// <summary>"5 PM", but "4:30 PM".</summary>
    public static string Clock(this Texts texts, TimeOnly time) => texts.Format(
        "Time.Clock",
        ("time", time.ToString(time.Minute == 0 ? "%h" : "h:mm", CultureInfo.InvariantCulture)),
        ("half", texts[time.Hour < 12 ? "Time.Morning" : "Time.Afternoon"]));

    /// <summary>After "by": "Monday, November 30, 5 PM".</summary>
    public static string Deadline(this Texts texts, DateOnly date, TimeOnly time, int thisYear) => texts.Format(
        time.Hour % 12 == 1 ? "Time.DeadlineAtOne" : "Time.Deadline",
        ("day", texts.LongDay(date, thisYear)),
        ("time", texts.Clock(time)));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
