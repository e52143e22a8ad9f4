using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Processing;

/// <summary>
/// Holds back the posts of senders that staff called spam. Done while processing and not at the endpoint, whose
/// response time would reveal it.
/// </summary>
internal sealed partial class SenderCheck(
    ISubmissionStore store, IBlockedSenders blocked, SenderKeys senders, TimeProvider clock,
    ILogger<SenderCheck> logger)
{
    /// <returns>The submission as it is stored now.</returns>
    public async Task<Submission> HoldBackAsync(Submission submission, CancellationToken cancellationToken)
    {
        // Only posts to a form have a network. What a person called real is not checked again.
        while (submission is { State: SubmissionState.Received, Network: not null, Handling.By: null }
            && senders.Of(submission) is { Count: > 0 } keys
            && await blocked.AnyAsync(keys, clock.GetUtcNow(), cancellationToken))
        {
            var held = submission with
            {
                State = SubmissionState.Quarantined,
                Error = QuarantineReason.BlockedSender,
            };
            var isStored = await store.TryUpdateAsync(held, cancellationToken);
            submission = await store.FindAsync(submission.Key, cancellationToken) ?? submission;
            if (isStored)
            {
                LogHeldBack(submission.Kind, submission.Id);
                break;
            }
        }

        return submission;
    }

    [LoggerMessage(LogLevel.Information, "Held back {Kind} {Id}: staff called its sender spam")]
    private partial void LogHeldBack(string kind, string id);
}
