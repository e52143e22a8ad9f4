using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;

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
        Assert.Equal(expected, RepeatKey.Within(TimeSpan.FromMinutes(10), At(now)).Text);

    [Theory]
    [InlineData("2026-01-08T10:00:00.0000000Z", "span:60:1065057720")]
    [InlineData("2026-01-08T10:00:59.9999999Z", "span:60:1065057720")]
    [InlineData("2026-01-08T10:01:00.0000000Z", "span:60:1065057721")]
    public void One_minute_is_one_span(string now, string expected) =>
        Assert.Equal(expected, RepeatKey.Within(TimeSpan.FromMinutes(1), At(now)).Text);

    [Fact]
    public void The_next_span_is_known()
    {
        var key = RepeatKey.Within(TimeSpan.FromMinutes(10), At("2026-01-08T23:59:59Z"));

        Assert.Equal(("span:600:106505855", "span:600:106505856"), (key.Text, key.Next));
        Assert.Equal(key.Next, RepeatKey.Within(TimeSpan.FromMinutes(10), At("2026-01-09T00:00:00Z")).Text);
    }

    [Fact]
    public void A_key_counts_at_any_time_and_is_never_taken_for_a_span()
    {
        var form = new SubscribeForm();
        var posted = new PostedForm([new("email", "ada@example.org"), new("_id", "span:600:1")]);
        var draft = SubmissionDraft.FromForm(
            form, FormEntry.From(form, posted), new PostedFrom(Page: null), new Judgement());

        Assert.Equal("key:span:600:1", draft.RepeatKey);
        Assert.Equal((null, null), (new RepeatKey("key:7f1c").Next, new RepeatKey("key:7f1c").Window));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
