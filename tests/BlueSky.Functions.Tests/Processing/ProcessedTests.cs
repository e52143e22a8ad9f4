using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Processing;

/// <summary>When a submission is marked as processed: with the end of its open marker, or before it.</summary>
public sealed class ProcessedTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_submission_whose_emails_are_out_at_once_is_marked_and_closed_together()
    {
        await app.AcceptConsultationAsync();
        app.Sender.Meanwhile = _ =>
        {
            Assert.Equal(SubmissionState.Received, app.Submissions.Single.State);
            return Task.CompletedTask;
        };

        await app.ProcessQueueAsync();

        Assert.Equal((SubmissionState.Processed, 1), (app.Submissions.Single.State, app.Submissions.Single.Attempts));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_submission_is_marked_while_SendGrid_does_not_answer()
    {
        var (sending, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        app.Sender.Meanwhile = _ =>
        {
            sending.TrySetResult();
            return answer.Task;
        };

        var processing = Task.Run(() => app.ProcessQueueAsync());
        await sending.Task.WaitAsync(Timeout);
        await BecomesAsync(
            () => app.Clock.Advance(TimeSpan.FromSeconds(2)),
            () => app.Submissions.Single.State == SubmissionState.Processed);
        Assert.Single(app.Submissions.Markers);

        answer.SetResult();
        await processing.WaitAsync(Timeout);
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task An_email_that_cannot_be_prepared_stays_due_and_its_submission_is_processed()
    {
        using var broken = new TestApp(new() { ["Consultations:Acknowledge"] = "false" });
        await broken.AcceptConsultationAsync();
        // The notice is counted there.
        broken.Externals.Quotas.IsDown = true;
        await broken.ProcessQueueAsync();

        Assert.Equal(SubmissionState.Processed, broken.Submissions.Single.State);
        Assert.Equal(MailState.Due, Assert.Single(broken.Mails.Rows).State);
        Assert.Single(broken.Submissions.Markers);

        broken.Externals.Quotas.IsDown = false;
        await broken.PassAsync(TimeSpan.FromMinutes(4));
        Assert.Single(broken.Sender.Sent);
        Assert.Empty(broken.Submissions.Markers);
    }

    [Fact]
    public async Task What_is_erased_while_its_emails_are_sent_leaves_no_row_behind()
    {
        var id = await app.AcceptConsultationAsync();
        app.Sender.Meanwhile = mail => mail.Template == "staff-notice"
            ? EraseAsync(id)
            : Task.CompletedTask;

        await app.ProcessQueueAsync();

        AssertNothingIsLeft();
    }

    [Fact]
    public async Task What_is_erased_before_its_emails_are_added_leaves_no_row_behind()
    {
        var id = await app.AcceptConsultationAsync();
        app.Mails.OnAdd = () => EraseAsync(id);

        await app.ProcessQueueAsync();

        AssertNothingIsLeft();
    }

    [Fact]
    public async Task A_message_about_an_erased_submission_removes_what_a_crash_left_on_the_list()
    {
        var id = await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        await app.Submissions.RemoveAsync(app.Submissions.Single.Key, CancellationToken.None);
        Assert.Single(app.Requests.Lines);

        await app.Queue.TrySendAsync(new SubmissionMessage("2026-01-08", id), TimeSpan.Zero, CancellationToken.None);
        await app.ProcessQueueAsync();

        Assert.Empty(app.Requests.Lines);
    }

    private Task EraseAsync(string id) =>
        app.Get<Erasure>().EraseAsync(new SubmissionKey(new DateOnly(2026, 1, 8), id), CancellationToken.None);

    private void AssertNothingIsLeft()
    {
        Assert.Empty(app.Submissions.Rows);
        Assert.Empty(app.Submissions.Markers);
        Assert.Empty(app.Mails.Rows);
        Assert.Empty(app.Requests.Lines);
    }

    /// <summary>Lets time pass until something is so: a timer may be set a moment later.</summary>
    private static async Task BecomesAsync(Action pass, Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 1_000, "It never became so.");
            pass();
            await Task.Delay(10);
        }
    }
}
