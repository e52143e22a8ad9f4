using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Retention;

/// <param name="IsMore">The limit of one run was reached.</param>
internal sealed record RequestCleanupResult(int Closed, int Spam, int UnblockedSenders, bool IsMore);

/// <summary>
/// Deletes requests some time after a person closed them or called them spam, and blocks of senders that are over.
/// </summary>
internal sealed class RequestCleanup(
    IRequestStore requests, ISubmissionStore submissions, Erasure erasure, IBlockedSenders blocked,
    RetentionSettings settings, TimeProvider clock)
{
    /// <summary>Limit for one run: each request takes about ten calls to storage. The next run continues.</summary>
    private const int MaxRemoved = 5_000;

    private static readonly HandlingState[] Closed =
        [HandlingState.Called, HandlingState.Booked, HandlingState.Closed];

    public async Task<RequestCleanupResult> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var spam = await RemoveAsync(HandlingState.Spam, now - settings.Spam, MaxRemoved, cancellationToken);
        var closed = 0;
        if (settings.Consultations is { } keptFor)
        {
            foreach (var state in Closed)
            {
                closed += await RemoveAsync(state, now - keptFor, MaxRemoved - spam - closed, cancellationToken);
            }
        }

        var senders = await blocked.RemoveBeforeAsync(now, cancellationToken);
        return new RequestCleanupResult(closed, spam, senders, IsMore: spam + closed == MaxRemoved);
    }

    private async Task<int> RemoveAsync(
        HandlingState state, DateTimeOffset before, int max, CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var key in requests.FindHandledAsync(state, before, cancellationToken)
            .Take(max).WithCancellation(cancellationToken))
        {
            // The query may have taken a while: it may be open again.
            if (await submissions.FindAsync(key, cancellationToken) is { Handling: { } handling }
                && handling.State == state && handling.At < before)
            {
                await erasure.EraseAsync(key, cancellationToken);
                removed++;
            }
        }

        return removed;
    }
}
