using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>Result of releasing a submission.</summary>
/// <param name="Day">The UTC day of its receipt.</param>
/// <param name="Obstacle">Why it cannot be released; null when it can.</param>
/// <param name="IsQueued">
/// Null when it was not released; false when the queue could not be reached, so that Sweep must find it.
/// </param>
internal sealed record ReleaseResult(
    string Id, DateOnly Day, SubmissionState State, string? Obstacle, bool? IsQueued);

/// <summary>
/// Releases a quarantined submission: it is then processed like an accepted one. It must be of a known form and valid.
/// </summary>
internal sealed class QuarantineRelease(
    ISubmissionStore store, SubmissionRules rules, RequestIndexing indexing, RequestActions requests,
    SubmissionReopener reopener)
{
    /// <param name="who">The operator.</param>
    /// <returns>A result for each submission with that id; empty when there is none.</returns>
    public async Task<IReadOnlyList<ReleaseResult>> RunAsync(
        string id, string who, CancellationToken cancellationToken)
    {
        var results = new List<ReleaseResult>();
        foreach (var submission in await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken))
        {
            results.Add(ObstacleFor(submission) is { } obstacle
                ? new ReleaseResult(submission.Id, submission.Key.Day, submission.State, obstacle, IsQueued: null)
                : await ReleaseAsync(submission, who, cancellationToken));
        }

        return results;
    }

    private async Task<ReleaseResult> ReleaseAsync(
        Submission submission, string who, CancellationToken cancellationToken)
    {
        var (released, isQueued) = submission.IsHeldBack && indexing.IsRequest(submission.Kind)
            ? await CallRealAsync(submission, who, cancellationToken)
            : await ReopenAsync(submission, cancellationToken);
        var current = released ?? submission;
        return new ReleaseResult(
            current.Id, current.Key.Day, current.State, released is null ? "it was changed at the same time" : null,
            isQueued);
    }

    private async Task<(Submission?, bool?)> CallRealAsync(
        Submission submission, string who, CancellationToken cancellationToken) =>
        await requests.ApplyAsync(
            submission.Key, version: null, new RequestChange(RequestAction.Real, who), cancellationToken)
            is RequestChangeResult.Done done
            ? (done.Request, done.IsQueued)
            : (null, null);

    private async Task<(Submission?, bool?)> ReopenAsync(
        Submission submission, CancellationToken cancellationToken)
    {
        var reopened = await reopener.OpenAsync(
            submission, current => ObstacleFor(current) is null ? current.AsReceived() : null, mail: null,
            cancellationToken);
        return (reopened?.Submission, reopened?.IsQueued);
    }

    private string? ObstacleFor(Submission submission) =>
        // A received one is allowed, because its message may be lost: releasing it again sends a new one.
        submission.State is SubmissionState.Quarantined or SubmissionState.Received
            ? rules.ObstacleFor(submission)
            : $"it is {submission.State.ToColumn()}, not quarantined";
}
