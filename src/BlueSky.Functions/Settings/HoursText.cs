using BlueSky.Content.Localization;

namespace BlueSky.Functions.Settings;

/// <summary>Words for the hours of a week.</summary>
internal static class HoursText
{
    /// <summary>"Monday to Thursday, 9 AM to 5 PM; Friday, 9 AM to 12 PM".</summary>
    public static string Of(WeeklyHours week, Texts texts)
    {
        var groups = new List<(DayOfWeek First, DayOfWeek Last, OpeningHours Hours)>();
        foreach (var day in Enumerable.Range(1, 7).Select(number => (DayOfWeek)(number % 7)))
        {
            if (week[day] is not { } hours)
            {
                continue;
            }

            if (groups is [.., var (first, last, same)] && same == hours && (int)day == ((int)last + 1) % 7)
            {
                groups[^1] = (first, day, hours);
            }
            else
            {
                groups.Add((day, day, hours));
            }
        }

        return string.Join(texts["Hours.And"], groups.Select(group => texts.Format(
            group.First == group.Last ? "Hours.One" : "Hours.Several",
            ("day", texts.Weekday(group.First)),
            ("first", texts.Weekday(group.First)),
            ("last", texts.Weekday(group.Last)),
            ("from", texts.Clock(group.Hours.Opens)),
            ("until", texts.Clock(group.Hours.Closes)))));
    }
}
