using System.Globalization;
using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Mail;

public sealed class ClinicTextTests
{
    private static readonly ClinicSettings Clinic = new(
        "Blue Sky",
        "505-336-0217",
        "1 Main Street\nAlbuquerque",
        TimeZoneInfo.FindSystemTimeZoneById("America/Denver"));

    [Theory]
    [InlineData("2026-01-08T22:42:00Z", "Thursday, January 8, 2026, 3:42 PM (America/Denver, UTC-07:00)")]
    [InlineData("2026-07-04T06:05:00Z", "Saturday, July 4, 2026, 12:05 AM (America/Denver, UTC-06:00)")]
    [InlineData("2026-07-04T05:59:59Z", "Friday, July 3, 2026, 11:59 PM (America/Denver, UTC-06:00)")]
    [InlineData("2026-01-09T03:00:00+09:00", "Thursday, January 8, 2026, 11:00 AM (America/Denver, UTC-07:00)")]
    [InlineData("2026-11-01T07:30:00Z", "Sunday, November 1, 2026, 1:30 AM (America/Denver, UTC-06:00)")]
    [InlineData("2026-11-01T08:30:00Z", "Sunday, November 1, 2026, 1:30 AM (America/Denver, UTC-07:00)")]
    public void A_time_is_the_clinics_with_its_zone_named(string time, string expected) =>
        Assert.Equal(expected, Clinic.LocalTime(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)));

    [Fact]
    public void The_clinics_details_are_its_settings() =>
        Assert.Equal(new ClinicDetails(Texts.English, "Blue Sky", "505-336-0217", "1 Main Street\nAlbuquerque"), Clinic.Details());
}
