using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Processing;

public sealed class SubmissionProcessorTests : IDisposable
{
    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Every_mail_has_its_row_before_the_first_attempt()
    {
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        Assert.Equal(["consultation-received: Sending", "staff-notice: Sending"], app.Mails.History[..2]);
        Assert.Equal(
            ["consultation-received: Accepted", "staff-notice: Accepted"],
            app.Mails.History[2..].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_message_seen_again_sends_nothing_again()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        await app.Queue.TrySendAsync(new SubmissionMessage("2026-01-08", id), TimeSpan.Zero, CancellationToken.None);
        await app.ProcessQueueAsync();

        Assert.Equal(2, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task Ten_workers_on_one_submission_send_each_mail_once()
    {
        var id = await app.AcceptConsultationAsync();
        var message = new SubmissionMessage("2026-01-08", id);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ =>
            Task.Run(() => app.Get<SubmissionProcessor>().ProcessAsync(message, CancellationToken.None))));

        Assert.Equal(["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Accepted, mail.State));
    }

    [Fact]
    public async Task A_message_about_a_row_that_is_gone_is_done_with()
    {
        await app.Get<SubmissionProcessor>().ProcessAsync(
            new SubmissionMessage("2026-01-08", "BSK-2222-2222"), CancellationToken.None);

        Assert.Empty(app.Sender.Sent);
    }

    [Fact]
    public async Task A_lost_queue_message_delays_a_mail_and_loses_none()
    {
        app.Queue.IsDown = true;
        await app.AcceptConsultationAsync();
        app.Queue.IsDown = false;

        await app.PassAsync(TimeSpan.FromSeconds(110));
        Assert.Empty(app.Sender.Sent);

        await app.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_outage_of_the_tables_fails_no_message_and_the_sweep_brings_the_submission_back()
    {
        var id = await app.AcceptConsultationAsync();
        app.Submissions.IsDown = true;
        for (var tries = 0; tries < 10; tries++)
        {
            await app.Get<SubmissionProcessor>().ProcessAsync(
                new SubmissionMessage("2026-01-08", id), CancellationToken.None);
        }

        app.Queue.TakeVisible();
        app.Submissions.IsDown = false;
        await app.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Equal(["consultation-received", "staff-notice"], app.Sender.Sent.Select(mail => mail.Template).Order());
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_outage_of_the_outbox_while_a_mail_is_on_its_way_sends_nothing_twice()
    {
        var id = await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        app.Sender.Meanwhile = _ =>
        {
            app.Mails.IsDown = true;
            return Task.CompletedTask;
        };
        await app.ProcessQueueAsync();
        app.Mails.IsDown = false;

        await app.PassAsync(TimeSpan.FromSeconds(50));

        Assert.Equal([$"20260108.{id}.staff-notice"], app.Sender.Sent.Select(mail => mail.MailId));
        Assert.Equal(MailState.Sending, app.Mails["staff-notice"].State);
        Assert.Single(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_poisoned_submission_is_failed_with_a_critical_log_and_left_alone()
    {
        var id = await app.AcceptConsultationAsync();
        app.Queue.TakeVisible();

        await app.Get<PoisonedMessages>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);
        await app.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(SubmissionState.Failed, app.Submissions.Single.State);
        Assert.Equal("processing failed too often; the log says why", app.Submissions.Single.Error);
        Assert.Empty(app.Submissions.Markers);
        Assert.Empty(app.Sender.Sent);
        Assert.Single(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_poisoned_message_that_cannot_be_read_ends_with_a_critical_log_and_without_its_text()
    {
        var functions = new SubmissionFunctions(app.Get<SubmissionProcessor>(), app.Get<PoisonedMessages>());

        await functions.FailAsync("marker", CancellationToken.None);

        var line = Assert.Single(app.Logs.Lines);
        Assert.StartsWith(
            "Critical: A message in the poison queue names no submission and was deleted", line,
            StringComparison.Ordinal);
        Assert.DoesNotContain("marker", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poisoned_message_about_a_processed_submission_changes_nothing()
    {
        app.Sender.Answer = _ => new SendOutcome.NotSent("down", null);
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();

        await app.Get<PoisonedMessages>().FailAsync(new SubmissionMessage("2026-01-08", id), CancellationToken.None);

        Assert.Equal(SubmissionState.Processed, app.Submissions.Single.State);
        Assert.Single(app.Submissions.Markers);
    }

    [Fact]
    public async Task Logs_hold_no_personal_data()
    {
        await app.AcceptAsync(
            "consultation", ("name", "Marker-Name"), ("email", "marker-address@example.org"), ("phone", "505 555 7777"),
            ("message", "marker-message"), ("other", "marker-other"), ("_id", "marker-key"));
        app.Sender.Answer = _ => new SendOutcome.Refused("no such address marker-address@example.org");
        await app.ProcessQueueAsync();

        Assert.NotEmpty(app.Logs.Lines);
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain("marker", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(app.Logs.Lines, line => Assert.DoesNotContain("7777", line, StringComparison.Ordinal));
    }
}
