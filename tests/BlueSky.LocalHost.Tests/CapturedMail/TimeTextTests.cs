using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2026-01-08T12:00:00Z", "just now")]
    [InlineData("2026-01-08T12:00:30Z", "just now")]
    [InlineData("2026-01-08T11:59:00Z", "1 minute ago")]
    [InlineData("2026-01-08T11:00:01Z", "59 minutes ago")]
    [InlineData("2026-01-08T09:00:00Z", "3 hours ago")]
    [InlineData("2026-01-07T12:00:00Z", "1 day ago")]
    [InlineData("2025-12-31T12:00:00Z", "December 31, 2025")]
    public void How_long_ago_is_said_in_words(string then, string words) =>
        Assert.Equal(
            words, TimeText.Ago(DateTimeOffset.Parse(then), DateTimeOffset.Parse("2026-01-08T12:00:00Z")));

    [Fact]
    public void A_time_is_the_clinics_and_says_so() =>
        Assert.Equal(
            "Thursday, January 8, 2026, 5:05 AM (America/Denver)",
            TimeText.Full(
                DateTimeOffset.Parse("2026-01-08T12:05:00Z"), TimeZoneInfo.FindSystemTimeZoneById("America/Denver")));
}
