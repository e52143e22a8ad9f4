using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Webhooks;

/// <summary>What events do to the outbox.</summary>
public sealed class MailEventsTests : IDisposable
{
    private static readonly SendOutcome NoAnswer = new SendOutcome.Unknown("no answer");

    private readonly WebhookApp app = new();

    public void Dispose() => app.Dispose();

    private OutboxMail Notice => app.App.Mails["staff-notice"];

    [Theory]
    [InlineData("processed", "", MailState.Accepted, null)]
    [InlineData("deferred", ",\"response\":\"450 later\",\"attempt\":\"3\"", MailState.Accepted,
        "deferred: the receiving server asked SendGrid to try again later")]
    [InlineData("delivered", ",\"response\":\"250 OK\"", MailState.Delivered, null)]
    [InlineData("bounce", ",\"type\":\"bounce\",\"reason\":\"550 nobody\"", MailState.Bounced, "bounced: 550 nobody")]
    [InlineData("bounce", ",\"type\":\"blocked\",\"reason\":\"552 full\"", MailState.Bounced, "blocked: 552 full")]
    [InlineData("dropped", ",\"reason\":\"Spam Content\"", MailState.Dropped, "dropped: Spam Content")]
    [InlineData("spamreport", "", MailState.Accepted, null)]
    [InlineData("unsubscribe", "", MailState.Accepted, null)]
    [InlineData("group_unsubscribe", ",\"asm_group_id\":1", MailState.Accepted, null)]
    [InlineData("open", "", MailState.Unknown, "no answer")]
    [InlineData("click", ",\"url\":\"https://example.org\"", MailState.Unknown, "no answer")]
    [InlineData("group_resubscribe", "", MailState.Unknown, "no answer")]
    [InlineData("something_new", "", MailState.Unknown, "no answer")]
    public async Task A_mail_without_an_answer_gets_it_from_the_event(
        string kind, string more, object state, string? error)
    {
        app.App.Sender.Answer = _ => NoAnswer;
        var mail = await app.NoticeAsync();

        await app.PostAsync(WebhookApp.Event(kind, mail, more));

        Assert.Equal((state, error), (Notice.State, Notice.Error));
        Assert.Equal((MailState)state == MailState.Unknown ? null : "m-1", Notice.MessageId);
        Assert.Equal((MailState)state == MailState.Unknown ? 1 : 0, app.App.Submissions.Markers.Count);
    }

    [Fact]
    public async Task A_mail_that_SendGrid_processed_is_not_sent_again_however_long_the_answer_is_missing()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        var mail = await app.NoticeAsync();
        await app.App.PassAsync(TimeSpan.FromSeconds(30));

        await app.PostAsync(WebhookApp.Event("processed", mail));
        await app.App.PassAsync(TimeSpan.FromHours(3));

        Assert.Single(app.App.Sender.Sent);
        Assert.Equal((MailState.Accepted, "m-1", null), (Notice.State, Notice.MessageId, Notice.Error));
        Assert.Empty(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task Events_that_overtake_the_lost_answer_leave_one_mail_each()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        app.App.Sender.Meanwhile = mail => app.PostAsync(WebhookApp.Event(
            "processed", app.App.Mails.Rows.Single(row => row.MailId == mail.MailId)));
        for (var visitor = 1; visitor <= 10; visitor++)
        {
            await app.App.AcceptConsultationAsync($"visitor{visitor}@example.org");
        }

        await app.App.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(20, app.App.Sender.Sent.Count);
        Assert.Equal(20, app.App.Sender.Sent.Select(mail => mail.MailId).Distinct().Count());
        Assert.All(app.App.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
        Assert.Empty(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task Without_events_a_mail_goes_out_twice_at_most()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        await app.NoticeAsync();

        await app.App.PassAsync(TimeSpan.FromHours(3));

        Assert.Equal(2, app.App.Sender.Sent.Count);
        Assert.Equal((MailState.Failed, "outcome unknown twice"), (Notice.State, Notice.Error));
    }

    [Fact]
    public async Task A_late_event_puts_right_what_was_given_up_as_unknown_twice()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        var mail = await app.NoticeAsync();
        await app.App.PassAsync(TimeSpan.FromHours(1));
        Assert.Equal(MailState.Failed, Notice.State);

        await app.PostAsync(WebhookApp.Event("delivered", mail));

        Assert.Equal((MailState.Delivered, null, "m-1"), (Notice.State, Notice.Error, Notice.MessageId));
    }

    [Fact]
    public async Task A_mail_that_we_thought_was_not_sent_is_not_sent_again_after_its_event()
    {
        app.App.Sender.Answer = _ => new SendOutcome.NotSent("SendGrid answered 503", null);
        var mail = await app.NoticeAsync();
        Assert.Equal(MailState.Due, mail.State);

        await app.PostAsync(WebhookApp.Event("processed", mail));
        await app.App.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(app.App.Sender.Sent);
        Assert.Equal((MailState.Accepted, null), (Notice.State, Notice.NextAttemptAt));
        Assert.Empty(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_event_takes_nothing_back()
    {
        app.App.Sender.Meanwhile = _ => app.PostAsync(WebhookApp.Event("delivered", Notice));

        await app.NoticeAsync();

        Assert.Equal((MailState.Delivered, "m-1"), (Notice.State, Notice.MessageId));
        Assert.Empty(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_worker_was_given_up_is_believed()
    {
        app.App.Sender.Meanwhile = async _ =>
        {
            app.App.Clock.Advance(TimeSpan.FromMinutes(2));
            await app.App.Get<Mailer>().AdvanceAsync(app.App.Submissions.Single, Notice, CancellationToken.None);
            Assert.Equal(MailState.Unknown, Notice.State);
        };

        await app.NoticeAsync();
        await app.App.PassAsync(TimeSpan.FromHours(1));

        Assert.Single(app.App.Sender.Sent);
        Assert.Equal((MailState.Accepted, "message-1", null), (Notice.State, Notice.MessageId, Notice.Error));
        Assert.Empty(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task A_submission_is_closed_with_its_last_mail_and_not_before()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        var acknowledgement = await app.AcknowledgementAsync();

        await app.PostAsync(WebhookApp.Event("processed", acknowledgement));
        Assert.Single(app.App.Submissions.Markers);

        await app.PostAsync(WebhookApp.Event("dropped", Notice));
        Assert.Empty(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task A_submission_that_is_not_processed_yet_stays_open()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        var mail = await app.NoticeAsync();
        await app.App.Submissions.TryUpdateAsync(
            app.App.Submissions.Single with { State = SubmissionState.Received }, CancellationToken.None);

        await app.PostAsync(WebhookApp.Event("processed", mail));

        Assert.Equal(MailState.Accepted, Notice.State);
        Assert.Single(app.App.Submissions.Markers);
    }

    [Fact]
    public async Task Posts_at_the_same_time_about_one_mail_end_like_posts_in_a_row()
    {
        app.App.Sender.Answer = _ => NoAnswer;
        var mail = await app.NoticeAsync();
        string[] kinds = ["processed", "deferred", "delivered", "bounce", "spamreport"];

        await Task.WhenAll(kinds.Concat(kinds).Concat(kinds)
            .Select(kind => app.PostAsync(WebhookApp.Event(kind, mail, ",\"type\":\"blocked\""))))
            .WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal((MailState.Bounced, "blocked", "m-1"), (Notice.State, Notice.Error, Notice.MessageId));
        Assert.Empty(app.App.Submissions.Markers);
    }
}
