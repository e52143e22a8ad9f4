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
    ISubmissionStore store, IMailOutbox outbox, IEnumerable<ISubmissionHandler> handlers, Mailer mailer,
    RequestIndexing requests, SenderCheck senders, Instrumentation instrumentation, TimeProvider clock,
    ILogger<SubmissionProcessor> logger)
{
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
                LogGone(message.Id);
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

    /// <summary>Marks a submission as failed that our code cannot process; Sweep then ignores it.</summary>
    /// <param name="message">Null when unreadable: the message is deleted, otherwise it would return for ever.</param>
    /// <remarks>A processed submission has only emails left, and those have their own states and retries.</remarks>
    public async Task FailAsync(SubmissionMessage? message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            LogUnreadable();
            return;
        }

        var submission = await store.FindAsync(message.Key, cancellationToken);
        if (submission is not { State: SubmissionState.Received })
        {
            return;
        }

        var failed = submission with
        {
            State = SubmissionState.Failed,
            Attempts = submission.Attempts + 1,
            Error = "processing failed too often; the log says why",
            Handling = submission.Handling.WithNextChange(),
        };
        if (await store.TryUpdateAsync(failed, cancellationToken))
        {
            await requests.UpdateAsync(failed, cancellationToken);
            await store.CloseAsync(failed.Key, cancellationToken);
            instrumentation.SubmissionMoved(failed.Kind, failed.State.ToColumn());
            LogFailed(failed.Kind, failed.Id);
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
            await requests.UpdateAsync(current, cancellationToken);
        }

        var mails = current.State switch
        {
            SubmissionState.Received => await BeginAsync(current, cancellationToken),
            SubmissionState.Quarantined => await HoldBackAsync(current, cancellationToken),
            _ => await outbox.ListAsync(current.Key, cancellationToken),
        };

        var advanced = await Task.WhenAll(mails.Select(mail => only is null || only == mail.RowKey
            ? mailer.AdvanceAsync(current, mail, cancellationToken)
            : Task.FromResult(mail)));

        if (!advanced.Any(mail => mail.IsOpen) && !await HasAlertAsync(current, advanced, cancellationToken))
        {
            await store.CloseAsync(current.Key, cancellationToken);
        }
    }

    // Where a quota dropped an email, an alert may have been added meanwhile.
    private async Task<bool> HasAlertAsync(
        Submission submission, OutboxMail[] advanced, CancellationToken cancellationToken) =>
        advanced.Any(mail => mail.IsDroppedByQuota)
        && (await outbox.ListAsync(submission.Key, cancellationToken)).Any(mail => mail.IsOpen);

    private async Task<IReadOnlyList<OutboxMail>> BeginAsync(Submission submission, CancellationToken cancellationToken)
    {
        var due = await handlers[submission.Kind].HandleAsync(submission, cancellationToken);
        var rows = await AddAsync(submission, due, cancellationToken);

        for (var current = submission; current is { State: SubmissionState.Received };)
        {
            var processed = current with { State = SubmissionState.Processed, Attempts = current.Attempts + 1 };
            if (await store.TryUpdateAsync(processed, cancellationToken))
            {
                instrumentation.SubmissionMoved(processed.Kind, processed.State.ToColumn());
                instrumentation.Processed(processed.Kind, clock.GetUtcNow() - processed.ReceivedAt);
                LogProcessed(submission.Kind, submission.Id, rows.Count);
                break;
            }

            // Version conflict: another worker marked it, or an erasure changed its texts. After an erasure it must
            // still be marked.
            current = await store.FindAsync(submission.Key, cancellationToken);
        }

        return rows;
    }

    private async Task<IReadOnlyList<OutboxMail>> HoldBackAsync(
        Submission submission, CancellationToken cancellationToken) =>
        submission.IsHeldBack && handlers.TryGetValue(submission.Kind, out var handler)
            ? await AddAsync(submission, handler.DueWhenHeldBack(), cancellationToken)
            : await outbox.ListAsync(submission.Key, cancellationToken);

    // Some may be in the outbox already: those of an earlier run, or of the time when it was held back.
    private async Task<IReadOnlyList<OutboxMail>> AddAsync(
        Submission submission, IReadOnlyList<DueMail> due, CancellationToken cancellationToken)
    {
        var mails = due.Select(mail => OutboxMail.From(mail, submission.Key, clock.GetUtcNow())).ToList();
        if (mails.Count == 0)
        {
            return [];
        }

        var rows = await outbox.AddAsync(mails, cancellationToken);
        var missing = mails.ExceptBy(rows.Select(row => row.RowKey), mail => mail.RowKey).ToList();
        if (missing.Count == 0)
        {
            return rows;
        }

        await outbox.AddAsync(missing, cancellationToken);
        return await outbox.ListAsync(submission.Key, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Processed {Kind} {Id}: {Mails} emails due")]
    private partial void LogProcessed(string kind, string id, int mails);

    [LoggerMessage(LogLevel.Information, "Released {Kind} {Id}: it was posted again without anything suspicious")]
    private partial void LogReleased(string kind, string id);

    [LoggerMessage(
        LogLevel.Warning, "Storage was unavailable while {Id} was being processed ({Reason}); Sweep will retry it")]
    private partial void LogInterrupted(string id, string reason);

    [LoggerMessage(LogLevel.Critical, "{Kind} {Id} could not be processed and failed: no email was sent")]
    private partial void LogFailed(string kind, string id);

    [LoggerMessage(
        LogLevel.Critical,
        "A message in the poison queue names no submission and was deleted: something else writes to the queue")]
    private partial void LogUnreadable();

    [LoggerMessage(LogLevel.Warning, "A message names submission {Id}, which does not exist")]
    private partial void LogGone(string id);
}
