using System.Globalization;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Submissions;

public sealed class RepeatKeyTests
{
    [Theory]
    [InlineData("2026-01-08T10:00:00.0000000Z", "span:600:106505772")]
    [InlineData("2026-01-08T10:09:59.9999999Z", "span:600:106505772")]
    [InlineData("2026-01-08T03:05:00.0000000-07:00", "span:600:106505772")]
    [InlineData("2026-01-08T09:59:59.9999999Z", "span:600:106505771")]
    [InlineData("2026-01-08T10:10:00.0000000Z", "span:600:106505773")]
    public void Ten_minutes_are_one_span(string now, string expected) =>
        Assert.Equal(expected, SubmissionIdentity.RepeatKeyFor(null, At(now), TimeSpan.FromMinutes(10)));

    [Theory]
    [InlineData("2026-01-08T10:00:00.0000000Z", "span:60:1065057720")]
    [InlineData("2026-01-08T10:00:59.9999999Z", "span:60:1065057720")]
    [InlineData("2026-01-08T10:01:00.0000000Z", "span:60:1065057721")]
    public void One_minute_is_one_span(string now, string expected) =>
        Assert.Equal(expected, SubmissionIdentity.RepeatKeyFor(null, At(now), TimeSpan.FromMinutes(1)));

    [Fact]
    public void A_key_counts_at_any_time_and_is_never_taken_for_a_span()
    {
        var window = TimeSpan.FromMinutes(10);

        Assert.Equal(
            "key:7f1c", SubmissionIdentity.RepeatKeyFor("7f1c", At("2026-01-08T10:00:00Z"), window));
        Assert.Equal(
            "key:7f1c", SubmissionIdentity.RepeatKeyFor("7f1c", At("2026-01-09T23:00:00Z"), window));
        Assert.Equal(
            "key:span:600:1", SubmissionIdentity.RepeatKeyFor("span:600:1", At("2026-01-08T10:00:00Z"), window));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
