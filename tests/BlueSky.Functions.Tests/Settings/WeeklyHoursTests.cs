using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Settings;

public sealed class WeeklyHoursTests
{
    private static readonly DayOfWeek[] Week =
    [
        DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday,
        DayOfWeek.Saturday, DayOfWeek.Sunday,
    ];

    [Theory]
    [InlineData("Mon-Fri 09:00-17:00", "9-17 9-17 9-17 9-17 9-17 . .")]
    [InlineData("Mon-Thu 09:00-17:00; Fri 09:00-12:00", "9-17 9-17 9-17 9-17 9-12 . .")]
    [InlineData("Sat 10:00-12:00", ". . . . . 10-12 .")]
    [InlineData(" mon - tue  09:00 - 17:00 ;; SUN 10:00-11:00; ", "9-17 9-17 . . . . 10-11")]
    [InlineData("Sat-Mon 10:00-12:00", "10-12 . . . . 10-12 10-12")]
    [InlineData("Mon-Sun 00:00-23:00", "0-23 0-23 0-23 0-23 0-23 0-23 0-23")]
    // With a lunch break.
    [InlineData("Mon 13:00-17:00; Mon 09:00-12:00", "9-17 . . . . . .")]
    public void Hours_are_read_for_each_day(string text, string expected)
    {
        var hours = WeeklyHours.TryParse(text)!;

        Assert.Equal(
            expected, string.Join(' ', Week.Select(day => hours[day] is { } one ? $"{one.Opens.Hour}-{one.Closes.Hour}" : ".")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("9 to 5")]
    [InlineData("Mon-Fri")]
    [InlineData("Mon-Fri 9-17")]
    [InlineData("Mon-Fri 9:00-17:00")]
    [InlineData("Mon-Fri 09:00-24:00")]
    [InlineData("Mon-Fri 17:00-09:00")]
    [InlineData("Mon-Fri 09:00-09:00")]
    [InlineData("Monday 09:00-17:00")]
    [InlineData("Mon,Tue 09:00-17:00")]
    [InlineData("Mon-Fri 09:00-17:00; closed")]
    public void Anything_else_is_malformed(string text) => Assert.Null(WeeklyHours.TryParse(text));
}
