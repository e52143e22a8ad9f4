using BlueSky.Functions.Forms;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Processing;

/// <summary>
/// Holds back the posts of senders that staff called spam. Done while processing and not at the endpoint, whose
/// response time would reveal it.
/// </summary>
internal sealed partial class SenderCheck(
    ISubmissionStore store, SenderBlocking senders, FormCatalog forms, TimeProvider clock,
    ILogger<SenderCheck> logger)
{
    /// <returns>The submission as it is stored now; null when it was erased meanwhile.</returns>
    public async Task<Submission?> HoldBackAsync(Submission submission, CancellationToken cancellationToken)
    {
        Submission? current = submission;
        // What a person called real is not checked again.
        while (current is { State: SubmissionState.Received, Handling.By: null }
            && forms.Find(current.Kind) is not null
            && await senders.IsBlockedAsync(current, clock.GetUtcNow(), cancellationToken))
        {
            var held = current with
            {
                State = SubmissionState.Quarantined,
                Error = QuarantineReason.BlockedSender,
                Handling = current.Handling.WithNextChange(),
            };
            if (await store.TryUpdateAsync(held, cancellationToken))
            {
                LogHeldBack(current.Kind, current.Id);
            }

            current = await store.FindAsync(submission.Key, cancellationToken);
        }

        return current;
    }

    /// <summary>
    /// Blocks the sender of what staff called spam. That is done when they do so, and again here in case the process
    /// ended in between. Idempotent.
    /// </summary>
    public async Task BlockAsync(Submission submission, CancellationToken cancellationToken)
    {
        if (submission.Handling is { State: HandlingState.Spam, At: { } judgedAt })
        {
            await senders.BlockAsync(submission, judgedAt, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Held back {Kind} {Id}: staff called its sender spam")]
    private partial void LogHeldBack(string kind, string id);
}
