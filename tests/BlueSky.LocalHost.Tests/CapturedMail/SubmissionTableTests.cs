using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.Tests.CapturedMail;

public sealed class SubmissionTableTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-08T12:00:00Z");

    [Fact]
    public void A_request_leads_to_the_front_desk_and_to_its_emails()
    {
        var table = Render(new SubmissionState(
            "BSK-7F3K-9Q2M", "consultation", Now.AddMinutes(-1), "processed", "new", null,
            [new EmailState("staff-notice", "delivered", "m1", 1, false)]));

        Assert.Contains(
            """
            <tr>
            <th scope="row"><a href="http://127.0.0.1:7071/staff/requests/BSK-7F3K-9Q2M">BSK-7F3K-9Q2M</a></th>
            <td data-label="Form">consultation</td>
            <td data-label="Received"><time datetime="2026-01-08T11:59:00.0000000Z">1 minute ago</time></td>
            <td data-label="State"><span class="tag good">Processed</span></td>
            <td data-label="Emails"><p><a href="/_local/mail?id=m1&amp;theme=dark#email">staff-notice: arrived</a></p></td>
            </tr>
            """,
            table, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_request_has_nothing_at_the_front_desk()
    {
        var table = Render(Submission("processed", handling: null));

        Assert.Contains("<th scope=\"row\">BSK-7F3K-9Q2M</th>", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("received", "new", "<span class=\"tag \">New, not processed yet</span>")]
    [InlineData("quarantined", "new", "<span class=\"tag wait\">Held back</span>")]
    [InlineData("quarantined", "spam", "<span class=\"tag bad\">Called spam by staff</span>")]
    [InlineData("failed", null, "<span class=\"tag bad\">Failed</span>")]
    [InlineData("something<new>", null, "<span class=\"tag \">something&lt;new&gt;</span>")]
    public void A_state_is_said_in_plain_words(string state, string? handling, string words) =>
        Assert.Contains(words, Render(Submission(state, handling)), StringComparison.Ordinal);

    [Fact]
    public void The_reason_stands_below_the_state() =>
        Assert.Contains(
            "Held back</span><p class=\"reason\">spam signals: too fast</p>",
            Render(Submission("quarantined", "new") with { Reason = "spam signals: too fast" }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("due", 0, true, "<p>t: waits to be sent</p>")]
    [InlineData("due", 0, false, "<p>t: waits, because its quota is used up</p>")]
    [InlineData("unknown", 1, true, "<p>t: may be sent: no answer came</p>")]
    [InlineData("dropped", 0, false, "<p>t: not sent, because its quota is used up</p>")]
    [InlineData("dropped", 1, false, "<p>t: not sent: SendGrid knows the address as a bad one</p>")]
    [InlineData("parked", 1, true, "<p>t: on hold: a setting or the SendGrid account is wrong</p>")]
    [InlineData("failed", 1, false, "<p>t: failed</p>")]
    public void What_became_of_an_email_is_said_in_plain_words(
        string state, int attempts, bool isPlanned, string words) =>
        Assert.Contains(
            words,
            Render(Submission("processed") with { Emails = [new EmailState("t", state, null, attempts, isPlanned)] }),
            StringComparison.Ordinal);

    [Fact]
    public void Storage_that_does_not_answer_is_said_in_a_sentence() =>
        Assert.Contains(
            "<p>Storage does not answer, so the submissions cannot be shown now.</p>", RenderAll(null),
            StringComparison.Ordinal);

    private static SubmissionState Submission(string state, string? handling = "new") =>
        new("BSK-7F3K-9Q2M", "subscribe", Now, state, handling, null, []);

    private static string Render(SubmissionState submission) => RenderAll([submission]);

    private static string RenderAll(IReadOnlyList<SubmissionState>? submissions) =>
        SubmissionTable.Render(new OutboxModel(
            new OutboxView(null, EmailPart.Html, EmailSize.Desktop, EmailTheme.Dark), [], 0, null, submissions,
            new Uri("http://127.0.0.1:7071/staff"), TimeZoneInfo.Utc, Now)).Text;
}
