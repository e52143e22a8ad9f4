using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Operations;

public sealed class RequeueTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_failed_submission_is_processed_again_and_its_error_is_gone()
    {
        var id = await FailedAsync();

        var result = Assert.Single(await RequeueAsync(id));

        Assert.Equal((SubmissionState.Received, true), (result.State, result.IsQueued));
        Assert.Equal(SubmissionState.Received, app.Submissions.Single.State);
        Assert.Null(app.Submissions.Single.Error);
        Assert.Equal(app.Clock.GetUtcNow(), Assert.Single(app.Submissions.Markers).OpenedAt);

        await app.ProcessQueueAsync();

        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Equal(2, app.Submissions.Single.Attempts);
        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_failed_mail_is_sent_again_and_the_accepted_one_beside_it_is_not()
    {
        var id = await SentAsync(staffNotice: new SendOutcome.Refused("400: The from address is wrong."));

        var result = Assert.Single(await RequeueAsync(id));

        Assert.Equal([$"{id}.staff-notice"], result.Mails);
        Assert.Equal(MailState.Due, app.Mails["staff-notice"].State);
        Assert.Null(app.Mails["staff-notice"].Error);
        Assert.Single(app.Submissions.Markers);

        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Accepted, app.Mails["staff-notice"].State);
        Assert.Equal(2, app.Mails["staff-notice"].Attempts);
        Assert.Equal(
            ["consultation-received", "staff-notice", "staff-notice"],
            app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_parked_mail_does_not_wait_for_its_next_attempt()
    {
        var id = await SentAsync(staffNotice: new SendOutcome.Denied("401"));
        Assert.Equal(MailState.Parked, app.Mails["staff-notice"].State);

        await RequeueAsync(id);
        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Accepted, app.Mails["staff-notice"].State);
    }

    [Fact]
    public async Task A_mail_whose_outcome_was_unknown_twice_may_be_unknown_once_more()
    {
        var id = await SentAsync(staffNotice: new SendOutcome.Unknown("reset"));
        app.Sender.Answer = _ => new SendOutcome.Unknown("reset");
        await app.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Equal("outcome unknown twice", app.Mails["staff-notice"].Error);

        await RequeueAsync(id);
        Assert.Equal(0, app.Mails["staff-notice"].UnknownOutcomes);
        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Unknown, app.Mails["staff-notice"].State);
    }

    [Theory]
    [InlineData("staff-notice.2")]
    [InlineData("STAFF-NOTICE.2")]
    [InlineData("{id}.staff-notice.2")]
    public async Task One_mail_alone_can_be_requeued(string name)
    {
        using var two = new TestApp(new() { ["Mail:Staff"] = "a@clinic.example,b@clinic.example" });
        two.Sender.Answer = _ => new SendOutcome.Refused("400");
        var id = await two.AcceptConsultationAsync();
        await two.ProcessQueueAsync();

        var results = await two.Get<Requeue>().RunAsync(
            id, name.Replace("{id}", id, StringComparison.Ordinal), CancellationToken.None);

        Assert.Equal([$"{id}.staff-notice.2"], Assert.Single(results).Mails);
        Assert.Equal(
            [$"{id}.staff-notice.2"],
            two.Mails.Rows.Where(mail => mail.State == MailState.Due).Select(mail => mail.RowKey));
        Assert.Equal($"{id}.staff-notice.2", Assert.Single(two.Queue.Messages).Mail);
    }

    [Fact]
    public async Task A_template_names_all_its_mails()
    {
        using var two = new TestApp(new() { ["Mail:Staff"] = "a@clinic.example,b@clinic.example" });
        two.Sender.Answer = _ => new SendOutcome.Refused("400");
        var id = await two.AcceptConsultationAsync();
        await two.ProcessQueueAsync();

        var results = await two.Get<Requeue>().RunAsync(id, "staff-notice", CancellationToken.None);

        Assert.Equal([$"{id}.staff-notice.1", $"{id}.staff-notice.2"], Assert.Single(results).Mails);
    }

    [Fact]
    public async Task What_a_crash_left_without_marker_and_message_gets_them_when_it_is_requeued_again()
    {
        var id = await SentAsync(staffNotice: new SendOutcome.Refused("400"));
        var failed = app.Mails["staff-notice"];
        await app.Mails.TryUpdateAsync(failed.Requeue(app.Clock.GetUtcNow())!, CancellationToken.None);

        var result = Assert.Single(await RequeueAsync(id));

        Assert.Equal([$"{id}.staff-notice"], result.Mails);
        Assert.Single(app.Submissions.Markers);
        await app.ProcessQueueAsync();
        Assert.Equal(MailState.Accepted, app.Mails["staff-notice"].State);
    }

    [Fact]
    public async Task Putting_a_submission_back_twice_sends_its_mails_once()
    {
        var id = await FailedAsync();

        await RequeueAsync(id);
        await RequeueAsync(id);
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task Two_operators_at_once_put_a_submission_back_once()
    {
        var id = await FailedAsync();

        var results = await Task.WhenAll(RequeueAsync(id), RequeueAsync(id));
        await app.ProcessQueueAsync();

        Assert.All(results, result => Assert.Equal(SubmissionState.Received, Assert.Single(result).State));
        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
    }

    [Fact]
    public async Task When_the_queue_is_out_Sweep_finds_what_was_requeued()
    {
        var id = await FailedAsync();

        app.Queue.IsDown = true;
        var result = Assert.Single(await RequeueAsync(id));
        app.Queue.IsDown = false;

        Assert.False(result.IsQueued);
        await app.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
    }

    [Fact]
    public async Task There_is_nothing_to_requeue_when_all_mails_are_accepted()
    {
        var id = await SentAsync(staffNotice: new SendOutcome.Accepted("message-2"));

        Assert.Null(Assert.Single(await RequeueAsync(id)).IsQueued);

        Assert.Empty(app.Submissions.Markers);
        Assert.Empty(app.Queue.Messages);
    }

    [Fact]
    public async Task A_quarantined_submission_stays_where_it_is()
    {
        var id = await app.AcceptAsync("subscribe", ("email", "bot@example.org"), ("_gotcha", "x"));

        var result = Assert.Single(await RequeueAsync(id));

        Assert.Equal(SubmissionState.Quarantined, result.State);
        Assert.Null(result.IsQueued);
        Assert.Equal(SubmissionState.Quarantined, app.Submissions.Single.State);
    }

    [Fact]
    public async Task An_unknown_id_is_no_submission() =>
        Assert.Empty(await RequeueAsync("BSK-2222-2222"));

    private Task<IReadOnlyList<RequeueResult>> RequeueAsync(string id) =>
        app.Get<Requeue>().RunAsync(id, mail: null, CancellationToken.None);

    private async Task<string> FailedAsync()
    {
        var id = await app.AcceptConsultationAsync();
        var message = Assert.Single(app.Queue.TakeVisible());
        await app.Get<PoisonedMessages>().FailAsync(message, CancellationToken.None);
        Assert.Equal(SubmissionState.Failed, app.Submissions.Single.State);
        return id;
    }

    /// <summary>A request whose mails were tried once; from then on SendGrid accepts.</summary>
    private async Task<string> SentAsync(SendOutcome staffNotice)
    {
        app.Sender.Answer = mail =>
            mail.Template == StaffNotice.TemplateName ? staffNotice : new SendOutcome.Accepted("message-1");
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("message-2");
        return id;
    }
}
