using System.Globalization;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Settings;

/// <summary>
/// The clinic is in Denver. Times are local; -07:00 is winter and -06:00 is summer there. January 8, 2026 is a Thursday.
/// </summary>
public sealed class ClinicHoursTests
{
    [Theory]
    [InlineData("2026-01-08T12:42:00-07:00", "2026-01-09T17:00:00-07:00")]
    [InlineData("2026-01-08T00:00:00-07:00", "2026-01-09T17:00:00-07:00")]
    [InlineData("2026-01-08T23:59:59-07:00", "2026-01-09T17:00:00-07:00")]
    // Friday, Saturday and Sunday: Monday.
    [InlineData("2026-01-09T08:00:00-07:00", "2026-01-12T17:00:00-07:00")]
    [InlineData("2026-01-09T23:30:00-07:00", "2026-01-12T17:00:00-07:00")]
    [InlineData("2026-01-10T10:00:00-07:00", "2026-01-12T17:00:00-07:00")]
    [InlineData("2026-01-11T23:59:00-07:00", "2026-01-12T17:00:00-07:00")]
    // Already Friday in London, still Thursday at the clinic.
    [InlineData("2026-01-09T06:30:00+00:00", "2026-01-09T17:00:00-07:00")]
    // The clocks go forward on Sunday, March 8, and back on Sunday, November 1.
    [InlineData("2026-03-06T12:00:00-07:00", "2026-03-09T17:00:00-06:00")]
    [InlineData("2026-10-30T12:00:00-06:00", "2026-11-02T17:00:00-07:00")]
    public void A_request_is_promised_an_answer_by_the_end_of_the_next_business_day(string received, string promised) =>
        Assert.Equal(Time(promised), With().AnswerBy(Time(received)));

    [Theory]
    [InlineData("2026-11-25T12:00:00-07:00", "2026-11-30T17:00:00-07:00")]
    [InlineData("2026-11-26T12:00:00-07:00", "2026-11-30T17:00:00-07:00")]
    [InlineData("2026-11-24T12:00:00-07:00", "2026-11-25T17:00:00-07:00")]
    public void Holidays_are_no_business_days(string received, string promised) =>
        Assert.Equal(
            Time(promised),
            With(("Clinic:Holidays", "2026-11-26, 2026-11-27")).AnswerBy(Time(received)));

    [Theory]
    // A business day that is not over, and one that is.
    [InlineData("0", "2026-01-08T16:59:59-07:00", "2026-01-08T17:00:00-07:00")]
    [InlineData("0", "2026-01-08T17:00:00-07:00", "2026-01-09T12:00:00-07:00")]
    [InlineData("0", "2026-01-09T12:30:00-07:00", "2026-01-12T17:00:00-07:00")]
    [InlineData("0", "2026-01-10T09:00:00-07:00", "2026-01-12T17:00:00-07:00")]
    [InlineData("1", "2026-01-08T12:00:00-07:00", "2026-01-09T12:00:00-07:00")]
    [InlineData("3", "2026-01-08T12:00:00-07:00", "2026-01-13T17:00:00-07:00")]
    [InlineData("30", "2026-01-08T12:00:00-07:00", "2026-02-19T17:00:00-07:00")]
    public void The_promise_is_so_many_business_days(string days, string received, string promised) =>
        Assert.Equal(
            Time(promised),
            With(("Clinic:Hours", "Mon-Thu 09:00-17:00; Fri 09:00-12:00"), ("Clinic:AnswerWithin", days))
                .AnswerBy(Time(received)));

    [Theory]
    [InlineData("2026-01-08", true)]
    [InlineData("2026-01-10", true)]
    [InlineData("2026-01-09", false)]
    [InlineData("2026-01-15", false)]
    public void A_business_day_has_hours_and_is_no_holiday(string date, bool expected) =>
        Assert.Equal(
            expected,
            With(("Clinic:Hours", "Mon-Thu 09:00-17:00; Sat 10:00-12:00"), ("Clinic:Holidays:0", "2026-01-15"))
                .IsBusinessDay(DateOnly.Parse(date, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-01-08T12:00:00-07:00", "2026-01-09T08:30:00-07:00")]
    // Before today's hours, it is still tomorrow's.
    [InlineData("2026-01-08T06:00:00-07:00", "2026-01-09T08:30:00-07:00")]
    [InlineData("2026-01-09T12:00:00-07:00", "2026-01-12T08:30:00-07:00")]
    [InlineData("2026-03-06T12:00:00-07:00", "2026-03-09T08:30:00-06:00")]
    public void The_next_opening_is_on_the_next_business_day(string after, string expected) =>
        Assert.Equal(Time(expected), With(("Clinic:Hours", "Mon-Fri 08:30-16:00")).NextOpening(Time(after)));

    [Theory]
    [InlineData("2026-01-08T09:10:00-07:00", "2026-01-08T12:10:00-07:00")]
    [InlineData("2026-01-08T13:30:00-07:00", "2026-01-08T16:30:00-07:00")]
    // Half an hour before the clinic closes.
    [InlineData("2026-01-08T14:00:00-07:00", "2026-01-08T16:30:00-07:00")]
    [InlineData("2026-01-08T16:29:59-07:00", "2026-01-08T16:30:00-07:00")]
    // Nothing is left of today.
    [InlineData("2026-01-08T16:30:00-07:00", "2026-01-09T09:00:00-07:00")]
    [InlineData("2026-01-09T20:00:00-07:00", "2026-01-12T09:00:00-07:00")]
    [InlineData("2026-01-10T10:00:00-07:00", "2026-01-12T09:00:00-07:00")]
    // Not before the clinic opens.
    [InlineData("2026-01-08T04:00:00-07:00", "2026-01-08T09:00:00-07:00")]
    public void Later_today_is_in_three_hours_or_before_the_clinic_closes(string now, string expected) =>
        Assert.Equal(Time(expected), With().LaterToday(Time(now)));

    // On March 8, 2026 there is no time from 2:00 to 3:00.
    [Fact]
    public void An_hour_that_the_clocks_leave_out_is_taken_as_the_one_after_it() =>
        Assert.Equal(
            Time("2026-03-08T03:00:00-06:00"),
            With(("Clinic:Hours", "Mon-Sun 02:30-12:00")).NextOpening(Time("2026-03-07T12:00:00-07:00")));

    private static ClinicHours With(params (string Name, string? Value)[] settings) =>
        SettingsSamples.With(settings).Get<ClinicSettings>().Hours;

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
