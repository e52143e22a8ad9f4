using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Staff;

/// <summary>Deletes what the sign-in left: expired requests for codes, expired sessions, and old submissions.</summary>
internal sealed class SignInCleanup(
    ISessionStore sessions, ISubmissionStore submissions, Erasure erasure, TimeProvider clock)
{
    /// <summary>Limits the duration of a daily clean-up; the next one continues.</summary>
    public const int MaxRemoved = 5_000;

    /// <summary>Longer than an email could still be under way.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(2);

    private static readonly SubmissionState[] States =
        [SubmissionState.Processed, SubmissionState.Failed, SubmissionState.Received];

    /// <param name="last">The last complete run: older submissions were deleted then.</param>
    /// <returns>The number of deleted submissions, at most <see cref="MaxRemoved"/>.</returns>
    public async Task<int> RunAsync(DateTimeOffset last, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await sessions.RemoveExpiredAsync(now, cancellationToken);

        // One day more than needed: a run may have lasted past midnight.
        var (from, until) = (
            SubmissionKey.DayOf(last - KeptFor).AddDays(-2), SubmissionKey.DayOf(now - KeptFor).AddDays(-1));
        var old = await States.ToAsyncEnumerable()
            .SelectMany(state => submissions.FindOldAsync(
                from, until, SignInHandler.KindName, state, cancellationToken))
            .Take(MaxRemoved).ToListAsync(cancellationToken);
        foreach (var submission in old)
        {
            await erasure.EraseAsync(submission.Key, cancellationToken);
        }

        return old.Count;
    }
}
