using BlueSky.Functions.Mail;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Processing;

/// <summary>
/// Processes a submission: first its changes and the emails due, then the next step of each email. Safe to run at any
/// time, repeatedly and concurrently.
/// </summary>
internal sealed partial class SubmissionProcessor(
    ISubmissionStore store, IMailOutbox outbox, ISubmissionQueue queue, IEnumerable<ISubmissionHandler> handlers,
    NewMails newMails, Mailer mailer, RequestIndexing requests, SenderCheck senders, Instrumentation instrumentation,
    TimeProvider clock, ILogger<SubmissionProcessor> logger)
{
    /// <summary>
    /// While emails are being sent for so long, a submission is not marked as processed: usually its open marker can
    /// then be deleted in the same transaction.
    /// </summary>
    private static readonly TimeSpan MarkWithin = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, ISubmissionHandler> handlers = handlers.ToDictionary(handler => handler.Kind);

    /// <remarks>
    /// A storage outage must not count as an attempt of the message: repeated outages would move it to the poison queue
    /// and fail the submission. So the message is completed; Sweep re-enqueues from the open marker.
    /// </remarks>
    public async Task ProcessAsync(SubmissionMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.FindAsync(message.Key, cancellationToken) is not { } submission)
            {
                await ForgetAsync(message, cancellationToken);
                return;
            }

            var current = message.IsCleanRepeat
                ? await ReleaseAsync(submission, cancellationToken)
                : submission;
            await instrumentation.ProcessAsync(
                current.Kind, current.Id, current.TraceParent,
                () => AdvanceAsync(current, message.Mail, cancellationToken));
        }
        catch (StorageUnavailableException e)
        {
            LogInterrupted(message.Id, e.Reason);
        }
    }

    // A person who was too fast, or whose browser filled the hidden field, may post again without that. Released here
    // and not at the endpoint, whose response time would reveal it.
    private async Task<Submission> ReleaseAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (!submission.IsHeldBack)
        {
            return submission;
        }

        if (await store.TryReopenAsync(submission.AsReceived(), clock.GetUtcNow(), cancellationToken))
        {
            LogReleased(submission.Kind, submission.Id);
        }

        return await store.FindAsync(submission.Key, cancellationToken) ?? submission;
    }

    // The row is not stored yet, was refused, or is erased.
    private async Task ForgetAsync(SubmissionMessage message, CancellationToken cancellationToken)
    {
        if (message.IsEarly)
        {
            await queue.TrySendAsync(
                message with { IsEarly = false }, SubmissionMessage.ReturnsAfter, cancellationToken);
            return;
        }

        // A process may have ended before it saw that the submission was erased meanwhile.
        await requests.RemoveAsync(message.Key, cancellationToken);
        LogGone(message.Id);
    }

    /// <param name="only">The row key of the only email to advance; null for all.</param>
    private async Task AdvanceAsync(Submission submission, string? only, CancellationToken cancellationToken)
    {
        if (await senders.HoldBackAsync(submission, cancellationToken) is not { } current)
        {
            LogGone(submission.Id);
            return;
        }

        if (only is null)
        {
            await senders.BlockAsync(current, cancellationToken);
        }

        if (current.State == SubmissionState.Received)
        {
            await requests.PutAsync(current, cancellationToken);
            await BeginAsync(current, only, cancellationToken);
            return;
        }

        if (only is null)
        {
            await requests.UpdateAsync(current, cancellationToken);
        }

        var mails = await ListAsync(current, cancellationToken);
        await CloseAsync(current, await SendAsync(current, mails, only, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<AddedMail>> ListAsync(
        Submission submission, CancellationToken cancellationToken) =>
        submission.IsHeldBack && handlers.TryGetValue(submission.Kind, out var handler)
            ? await newMails.AddAsync(submission, handler.DueWhenHeldBack(), cancellationToken)
            : [.. (await outbox.ListAsync(submission.Key, cancellationToken)).Select(mail => new AddedMail(mail))];

    private Task<OutboxMail[]> SendAsync(
        Submission submission, IReadOnlyList<AddedMail> mails, string? only, CancellationToken cancellationToken) =>
        Task.WhenAll(mails.Select(added => added switch
        {
            { Claimed: { } outgoing } => mailer.SendAsync(submission, added.Mail, outgoing),
            _ when only is null || only == added.Mail.RowKey =>
                mailer.AdvanceAsync(submission, added.Mail, cancellationToken),
            _ => Task.FromResult(added.Mail),
        }));

    private async Task BeginAsync(Submission submission, string? only, CancellationToken cancellationToken)
    {
        var due = await handlers[submission.Kind].HandleAsync(submission, cancellationToken);
        var mails = await newMails.AddAsync(submission, due, cancellationToken);
        var sending = SendAsync(submission, mails, only, cancellationToken);

        // Not cancelled: emails are being sent.
        await Task.WhenAny(sending, Task.Delay(MarkWithin, clock, CancellationToken.None));
        if (sending.IsCompletedSuccessfully
            && await IsFinishedAsync(submission, sending.Result, cancellationToken)
            && await store.TryFinishAsync(AsProcessed(submission), cancellationToken))
        {
            Record(submission, mails.Count);
            return;
        }

        var marking = TryMarkAsync(submission, mails.Count);
        await Task.WhenAll(marking, sending);
        if (await marking)
        {
            await CloseAsync(submission, await sending, cancellationToken);
        }
        else
        {
            await RemoveRestAsync(submission.Key, mails);
        }
    }

    private static Submission AsProcessed(Submission submission) =>
        submission with { State = SubmissionState.Processed, Attempts = submission.Attempts + 1 };

    /// <returns>False when it was erased.</returns>
    private async Task<bool> TryMarkAsync(Submission submission, int mails)
    {
        Submission? current = submission;
        while (current is { State: SubmissionState.Received })
        {
            if (await store.TryUpdateAsync(AsProcessed(current), CancellationToken.None))
            {
                Record(submission, mails);
                return true;
            }

            // Version conflict: another worker marked it, or an erasure changed its texts. After an erasure it must
            // still be marked.
            current = await store.FindAsync(submission.Key, CancellationToken.None);
        }

        return current is not null;
    }

    // Erased meanwhile, perhaps before this worker wrote these rows.
    private async Task RemoveRestAsync(SubmissionKey submission, IEnumerable<AddedMail> mails)
    {
        await requests.RemoveAsync(submission, CancellationToken.None);
        await Task.WhenAll(mails.Select(added => outbox.RemoveAsync(added.Mail.Key, CancellationToken.None)));
    }

    private void Record(Submission submission, int mails)
    {
        var state = SubmissionState.Processed.ToColumn();
        instrumentation.SubmissionMoved(submission.Kind, state);
        instrumentation.Processed(submission.Kind, clock.GetUtcNow() - submission.ReceivedAt);
        LogProcessed(submission.Kind, submission.Id, mails);
    }

    private async Task CloseAsync(Submission submission, OutboxMail[] advanced, CancellationToken cancellationToken)
    {
        if (await IsFinishedAsync(submission, advanced, cancellationToken))
        {
            await store.CloseAsync(submission.Key, cancellationToken);
        }
    }

    // Where a quota dropped an email, an alert may have been added meanwhile.
    private async Task<bool> IsFinishedAsync(
        Submission submission, OutboxMail[] advanced, CancellationToken cancellationToken) =>
        !advanced.Any(mail => mail.IsOpen)
        && (!advanced.Any(mail => mail.IsDroppedByQuota)
            || !(await outbox.ListAsync(submission.Key, cancellationToken)).Any(mail => mail.IsOpen));

    [LoggerMessage(LogLevel.Information, "Processed {Kind} {Id}: {Mails} emails due")]
    private partial void LogProcessed(string kind, string id, int mails);

    [LoggerMessage(LogLevel.Information, "Released {Kind} {Id}: it was posted again without anything suspicious")]
    private partial void LogReleased(string kind, string id);

    [LoggerMessage(
        LogLevel.Warning, "Storage was unavailable while {Id} was being processed ({Reason}); Sweep will retry it")]
    private partial void LogInterrupted(string id, string reason);

    [LoggerMessage(LogLevel.Information, "A message names submission {Id}, which does not exist")]
    private partial void LogGone(string id);
}
