using System.Globalization;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Settings;

/// <summary>It is Friday, November 27, 2026, 10:09 in the morning in Denver. A <c>_</c> is a no-break space.</summary>
public sealed class TimeTextTests
{
    private static readonly ClinicSettings Clinic = new(
        "Blue Sky", "505-336-0217", "1 Main Street", TimeZoneInfo.FindSystemTimeZoneById("America/Denver"));

    private static readonly DateTimeOffset Now = Local("2026-11-27T10:09:30");

    [Theory]
    [InlineData("2026-11-27T08:36:00", "Today, 8:36_AM")]
    [InlineData("2026-11-27T00:00:00", "Today, 12:00_AM")]
    [InlineData("2026-11-26T23:59:59", "Thursday, 11:59_PM")]
    [InlineData("2026-11-24T14:10:00", "Tuesday, 2:10_PM")]
    [InlineData("2026-11-21T00:00:00", "Saturday, 12:00_AM")]
    [InlineData("2026-11-20T23:59:59", "Friday, November_20, at 11:59_PM")]
    [InlineData("2025-12-02T09:00:00", "Tuesday, December_2, 2025, at 9:00_AM")]
    [InlineData("2026-11-28T09:00:00", "Saturday, November_28, at 9:00_AM")]
    public void A_time_has_the_day_that_a_reader_needs(string time, string expected) =>
        Assert.Equal(expected, Shown(Clinic.DayAndTime(Now, Local(time))));

    [Fact]
    public void The_day_is_the_clinics() =>
        Assert.Equal(
            "Thursday, 11:30_PM",
            Shown(Clinic.DayAndTime(Now, DateTimeOffset.Parse("2026-11-27T06:30:00Z", CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("America/Denver", "Mountain Time")]
    [InlineData("Europe/Berlin", "Central European Time")]
    [InlineData("UTC", "Coordinated Universal Time")]
    public void A_zone_is_named_as_people_say_it(string id, string expected) =>
        Assert.Equal(expected, (Clinic with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(id) }).ZoneName());

    [Fact]
    public void A_zone_without_words_is_named_by_its_id() =>
        Assert.Equal(
            "Moon/Tycho",
            (Clinic with
            {
                TimeZone = TimeZoneInfo.CreateCustomTimeZone("Moon/Tycho", TimeSpan.Zero, "Tycho", "Tycho"),
            }).ZoneName());

    [Theory]
    [InlineData("2026-11-27T12:36:00", "today, Friday, November_27, at 12:36_PM")]
    [InlineData("2026-11-26T12:36:00", "on Thursday, November_26, at 12:36_PM")]
    [InlineData("2025-11-27T12:36:00", "on Thursday, November_27, 2025, at 12:36_PM")]
    public void A_time_in_a_sentence_names_its_date(string time, string expected) =>
        Assert.Equal(expected, Shown(Clinic.OnDayAndTime(Now, Local(time))));

    [Theory]
    [InlineData("2026-11-24T14:10:00", "Tuesday, November_24", "Tue, Nov_24", "Nov_24")]
    [InlineData("2025-01-05T14:10:00", "Sunday, January_5, 2025", "Sun, Jan_5, 2025", "Jan_5, 2025")]
    public void A_day_is_long_or_short(string time, string longDay, string shortDay, string shortDate) =>
        Assert.Equal(
            (longDay, shortDay, shortDate),
            (Shown(Clinic.LongDay(Now, Local(time))), Shown(Clinic.ShortDay(Now, Local(time))),
                Shown(Clinic.ShortDate(Now, Local(time)))));

    [Theory]
    [InlineData("2026-11-30T17:00:00", "Monday, November_30, 5_PM", "Monday, 5_PM")]
    [InlineData("2026-11-27T16:30:00", "Friday, November_27, 4:30_PM", "4:30_PM today")]
    [InlineData("2026-11-25T12:00:00", "Wednesday, November_25, 12_PM", "Wednesday, 12_PM")]
    [InlineData("2026-12-04T17:00:00", "Friday, December_4, 5_PM", "Friday, December_4, 5_PM")]
    [InlineData("2026-11-20T17:00:00", "Friday, November_20, 5_PM", "Friday, November_20, 5_PM")]
    [InlineData("2027-01-04T17:00:00", "Monday, January_4, 2027, 5_PM", "Monday, January_4, 2027, 5_PM")]
    public void A_promise_is_a_day_and_an_hour(string time, string expected, string near) =>
        Assert.Equal(
            (expected, near), (Shown(Clinic.Promise(Now, Local(time))), Shown(Clinic.NearPromise(Now, Local(time)))));

    [Theory]
    [InlineData("2026-11-24T14:10:00", "3 days")]
    [InlineData("2026-11-26T14:10:00", "1 day")]
    [InlineData("2026-11-26T23:30:00", "10 hours")]
    [InlineData("2026-11-27T08:36:00", "1 hour")]
    [InlineData("2026-11-27T09:30:00", "39 minutes")]
    [InlineData("2026-11-27T10:08:30", "1 minute")]
    [InlineData("2026-11-27T10:09:00", "less than a minute")]
    [InlineData("2026-11-27T10:10:00", "less than a minute")]
    public void An_age_is_in_words(string time, string expected) =>
        Assert.Equal(expected, Clinic.Age(Now, Local(time)));

    [Theory]
    [InlineData("2026-11-27T10:09:00", "just now")]
    [InlineData("2026-11-27T10:09:40", "just now")]
    [InlineData("2026-11-27T10:06:20", "3_min ago")]
    [InlineData("2026-11-27T09:09:40", "59_min ago")]
    [InlineData("2026-11-27T09:09:30", "at 9:09_AM today")]
    [InlineData("2026-11-26T10:12:00", "yesterday at 10:12_AM")]
    [InlineData("2026-11-24T10:12:00", "on Tuesday at 10:12_AM")]
    [InlineData("2026-11-20T10:12:00", "on Nov_20")]
    public void What_somebody_did_was_so_long_ago(string time, string expected) =>
        Assert.Equal(expected, Shown(Clinic.Ago(Now, Local(time))));

    [Theory]
    [InlineData("2026-11-27T13:09:30", "later today")]
    [InlineData("2026-11-28T09:00:00", "tomorrow morning")]
    [InlineData("2026-11-28T13:00:00", "tomorrow afternoon")]
    [InlineData("2026-11-30T09:00:00", "Monday morning")]
    [InlineData("2026-12-03T12:00:00", "Thursday afternoon")]
    [InlineData("2026-12-04T09:00:00", "Friday, December_4")]
    public void The_next_try_is_named_by_its_day(string time, string expected) =>
        Assert.Equal(expected, Shown(Clinic.NextTry(Now, Local(time))));

    private static DateTimeOffset Local(string time) =>
        DateTimeOffset.Parse($"{time}-07:00", CultureInfo.InvariantCulture);

    private static string Shown(string text) => text.Replace('\u00A0', '_');
}
