using BlueSky.Functions.Forms;
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
internal sealed class QuarantineRelease(ISubmissionStore store, FormCatalog forms, SubmissionReopener reopener)
{
    /// <returns>A result for each submission with that id; empty when there is none.</returns>
    public async Task<IReadOnlyList<ReleaseResult>> RunAsync(string id, CancellationToken cancellationToken)
    {
        var results = new List<ReleaseResult>();
        foreach (var submission in await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken))
        {
            results.Add(ObstacleFor(submission) is { } obstacle
                ? new ReleaseResult(submission.Id, submission.Key.Day, submission.State, obstacle, IsQueued: null)
                : await ReleaseAsync(submission, cancellationToken));
        }

        return results;
    }

    private async Task<ReleaseResult> ReleaseAsync(Submission submission, CancellationToken cancellationToken)
    {
        var reopened = await reopener.OpenAsync(
            submission, current => ObstacleFor(current) is null ? current.AsReceived() : null, mail: null,
            cancellationToken);
        var current = reopened?.Submission ?? submission;
        return new ReleaseResult(
            current.Id, current.Key.Day, current.State, reopened is null ? "it was changed at the same time" : null,
            reopened?.IsQueued);
    }

    private string? ObstacleFor(Submission submission) =>
        // A received one is allowed, because its message may be lost: releasing it again sends a new one.
        submission.State is not (SubmissionState.Quarantined or SubmissionState.Received)
            ? $"it is {submission.State.ToColumn()}, not quarantined"
            : forms.Find(submission.Kind) is not { } form ? "its form is not known here"
            : BrokenRules(form, submission) is { Count: > 0 } broken
                ? $"its fields break the form's rules: {string.Join(", ", broken)}"
                : null;

    private static List<string> BrokenRules(Form form, Submission submission)
    {
        PostedField[] columns =
        [
            new("email", submission.Email ?? ""), new("name", submission.Name ?? ""),
            new("phone", submission.Phone ?? ""), new("message", submission.Message ?? ""),
        ];
        var posted = columns.Where(column => column.Value.Length > 0).Concat(submission.Fields).ToList();
        return FormRules.Check(form, FormEntry.From(form, new PostedForm(posted)))
            .Select(error => error.Code).Distinct().ToList();
    }
}
