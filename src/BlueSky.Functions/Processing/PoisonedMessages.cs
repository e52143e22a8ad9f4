using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Processing;

/// <summary>Handles the messages that failed too often.</summary>
internal sealed partial class PoisonedMessages(
    ISubmissionStore store, RequestIndexing requests, Instrumentation instrumentation, ILogger<PoisonedMessages> logger)
{
    /// <summary>Marks a submission as failed that our code cannot process; Sweep then ignores it.</summary>
    /// <param name="message">
    /// Null when unreadable: the message is deleted, otherwise it would return again and again.
    /// </param>
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

    [LoggerMessage(LogLevel.Critical, "{Kind} {Id} could not be processed and failed: no email was sent")]
    private partial void LogFailed(string kind, string id);

    [LoggerMessage(
        LogLevel.Critical,
        "A message in the poison queue names no submission and was deleted: something else writes to the queue")]
    private partial void LogUnreadable();
}
