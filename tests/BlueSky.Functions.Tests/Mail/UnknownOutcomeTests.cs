using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Mail;

/// <summary>Whether an email was sent is not always known.</summary>
public sealed class UnknownOutcomeTests : IDisposable
{
    private static readonly SendOutcome NoAnswer = new SendOutcome.Unknown("no answer");

    private readonly TestApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_mail_without_an_answer_is_not_sent_again_before_its_time()
    {
        app.Sender.Answer = _ => NoAnswer;
        await app.AcceptConsultationAsync();
        await app.PassAsync(TimeSpan.FromSeconds(590));

        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Unknown, mail.State));
        Assert.Single(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_mail_without_an_answer_is_sent_once_more_when_SendGrid_answers_again()
    {
        app.Sender.Answer = _ => NoAnswer;
        await app.AcceptConsultationAsync();
        await app.ProcessQueueAsync();
        app.Sender.Answer = _ => new SendOutcome.Accepted("second");

        await app.PassAsync(TimeSpan.FromMinutes(11));

        Assert.All(app.Mails.Rows, mail => Assert.Equal((MailState.Accepted, 2), (mail.State, mail.Attempts)));
        Assert.Equal(4, app.Sender.Sent.Count);
    }

    [Fact]
    public async Task A_mail_without_an_answer_waits_while_SendGrid_answers_nothing()
    {
        app.Sender.Answer = _ => NoAnswer;
        app.Sender.IsAnswering = false;
        await app.AcceptConsultationAsync();

        await app.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(2, app.Sender.Sent.Count);
        Assert.All(app.Mails.Rows, mail => Assert.Equal(MailState.Unknown, mail.State));
    }

    [Fact]
    public async Task A_second_missing_answer_ends_it_with_a_critical_log()
    {
        app.Sender.Answer = _ => NoAnswer;
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));

        await app.PassAsync(TimeSpan.FromHours(1));

        Assert.Equal((MailState.Failed, "outcome unknown twice", 2),
            (app.Mails["staff-notice"].State, app.Mails["staff-notice"].Error, app.Mails["staff-notice"].Attempts));
        Assert.Single(app.Logs.Lines, line => line.StartsWith("Critical", StringComparison.Ordinal));
        Assert.Empty(app.Submissions.Markers);
    }

    [Fact]
    public async Task A_stopping_host_lets_a_mail_that_is_on_its_way_arrive()
    {
        using var stopping = new CancellationTokenSource();
        var id = await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        app.Sender.Answer = _ =>
        {
            stopping.Cancel();
            return new SendOutcome.Accepted("m");
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Get<SubmissionProcessor>().ProcessAsync(
            new SubmissionMessage("2026-01-08", id), stopping.Token));

        Assert.Equal(MailState.Accepted, app.Mails["staff-notice"].State);
    }

    [Fact]
    public async Task A_worker_that_dies_while_sending_leaves_an_unknown_outcome_not_a_second_mail()
    {
        app.Sender.Answer = _ => throw new OperationCanceledException("the process ends here");
        await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        await Assert.ThrowsAsync<OperationCanceledException>(app.ProcessQueueAsync);
        Assert.Equal(MailState.Sending, app.Mails["staff-notice"].State);

        await app.PassAsync(TimeSpan.FromMinutes(4));

        Assert.Equal(MailState.Unknown, app.Mails["staff-notice"].State);
        Assert.Equal("the worker stopped while sending", app.Mails["staff-notice"].Error);
        Assert.Single(app.Sender.Sent);
    }

    [Fact]
    public async Task A_message_that_finds_a_mail_being_sent_comes_back_when_that_must_be_over()
    {
        var id = await app.AcceptAsync("consultation", ("name", "Ada"), ("phone", "505 555 0199"));
        app.Sender.Meanwhile = async _ =>
        {
            app.Clock.Advance(TimeSpan.FromSeconds(20));
            await app.Get<SubmissionProcessor>().ProcessAsync(
                new SubmissionMessage("2026-01-08", id), CancellationToken.None);
            throw new OperationCanceledException("the process ends here");
        };
        await Assert.ThrowsAsync<OperationCanceledException>(app.ProcessQueueAsync);
        Assert.Equal([TimeSpan.FromSeconds(40)], app.Queue.Delays);

        app.Clock.Advance(TimeSpan.FromSeconds(40));
        await app.ProcessQueueAsync();

        Assert.Equal(MailState.Unknown, app.Mails["staff-notice"].State);
    }
}
