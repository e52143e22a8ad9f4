using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Processing;

/// <summary>
/// Does what follows from a submission: first what it changes and which mails are due, then each mail's next step.
/// Safe to run at any time, any number of times, also at the same time.
/// </summary>
internal sealed partial class SubmissionProcessor(
    ISubmissionStore store, IMailOutbox outbox, IEnumerable<ISubmissionHandler> handlers, Mailer mailer,
    Instrumentation instrumentation, TimeProvider clock, ILogger<SubmissionProcessor> logger)
{
    private readonly Dictionary<string, ISubmissionHandler> handlers = handlers.ToDictionary(handler => handler.Kind);

    /// <remarks>
    /// An outage of storage is not the message's fault and must not count as one of its tries: enough of them would
    /// make poison of it, and end the submission. The message is let go; the open marker is what Sweep looks for.
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

    /// <summary>
    /// Gives up a submission that our own code cannot process; its row says so, and Sweep leaves it alone.
    /// </summary>
    /// <param name="message">Null when it could not be read: it ends here, or it would come back for ever.</param>
    /// <remarks>One that was processed has only mails left, and those have states and retries of their own.</remarks>
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
        };
        if (await store.TryUpdateAsync(failed, cancellationToken))
        {
            await store.CloseAsync(failed.Key, cancellationToken);
            instrumentation.SubmissionMoved(failed.Kind, failed.State.ToColumn());
            LogFailed(failed.Kind, failed.Id);
        }
    }

    // A person in a hurry, or whose browser filled a hidden field, posts again as people do. Not here but at the
    // endpoint, this could be told by the time that an answer takes.
    private async Task<Submission> ReleaseAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.State != SubmissionState.Quarantined)
        {
            return submission;
        }

        if (await store.TryReopenAsync(submission.AsReceived(), clock.GetUtcNow(), cancellationToken))
        {
            LogReleased(submission.Kind, submission.Id);
        }

        return await store.FindAsync(submission.Key, cancellationToken) ?? submission;
    }

    /// <param name="only">The row key of the one mail to look at; all of them when null.</param>
    private async Task AdvanceAsync(Submission submission, string? only, CancellationToken cancellationToken)
    {
        var mails = submission.State switch
        {
            SubmissionState.Received => await BeginAsync(submission, cancellationToken),
            SubmissionState.Processed => await outbox.ListAsync(submission.Key, cancellationToken),
            _ => [],
        };

        var advanced = await Task.WhenAll(mails.Select(mail => only is null || only == mail.RowKey
            ? mailer.AdvanceAsync(submission, mail, cancellationToken)
            : Task.FromResult(mail)));

        if (!advanced.Any(mail => mail.IsOpen) && !await HasAlertAsync(submission, advanced, cancellationToken))
        {
            await store.CloseAsync(submission.Key, cancellationToken);
        }
    }

    // Whoever left a mail out may have added an alert of it meanwhile.
    private async Task<bool> HasAlertAsync(
        Submission submission, OutboxMail[] advanced, CancellationToken cancellationToken) =>
        advanced.Any(mail => mail.IsDroppedByQuota)
        && (await outbox.ListAsync(submission.Key, cancellationToken)).Any(mail => mail.IsOpen);

    private async Task<IReadOnlyList<OutboxMail>> BeginAsync(Submission submission, CancellationToken cancellationToken)
    {
        var due = await handlers[submission.Kind].HandleAsync(submission, cancellationToken);
        var mails = due.Select(mail => OutboxMail.From(mail, submission.Key, clock.GetUtcNow())).ToList();
        var rows = mails.Count == 0 ? [] : await outbox.AddAsync(mails, cancellationToken);

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

            // Another worker was quicker, or somebody was taken out of its texts: then it is still to be marked.
            current = await store.FindAsync(submission.Key, cancellationToken);
        }

        return rows;
    }

    [LoggerMessage(LogLevel.Information, "Processed {Kind} {Id}: {Mails} emails due")]
    private partial void LogProcessed(string kind, string id, int mails);

    [LoggerMessage(LogLevel.Information, "Released {Kind} {Id}: it was posted again without anything suspicious")]
    private partial void LogReleased(string kind, string id);

    [LoggerMessage(LogLevel.Warning, "Storage was unavailable while {Id} was being processed ({Reason}); Sweep will retry it")]
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
