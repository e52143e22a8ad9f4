using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>One restoring, or the counting before it.</summary>
/// <param name="Writes">False to count only.</param>
/// <param name="Pointers">
/// The number of changes of each request that is in the index, by its id and day: see <see cref="PointerOf"/>.
/// </param>
internal sealed record RestoreRun(
    RestoreScope Scope, bool Writes, RestoreReport Report, LaterErasures Erasures,
    IReadOnlyDictionary<string, int> Pointers)
{
    public static string PointerOf(RowKey submission) => $"{submission.Row}.{submission.Partition}";

    public bool IncludesSubmission(string id) => Scope.Submission is null || Scope.Submission == id;
}

/// <summary>Puts requests into the index again; their rows are the truth, so the backup's index is not read.</summary>
internal sealed class RestoredRequests(
    ISubmissionStore submissions, IRequestIndex index, RequestIndexing requests)
{
    private const int MaxTogether = 50;

    public bool IsRequest(TableRow submission) =>
        submission.Text("Form") is { } kind && requests.IsRequest(kind);

    /// <param name="ids">Requests of one day.</param>
    public async Task IndexAsync(DateOnly day, IReadOnlySet<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        foreach (var kind in requests.Kinds)
        {
            await foreach (var some in submissions.ReadDayAsync(day, kind, cancellationToken)
                .Where(submission => ids.Contains(submission.Id))
                .Chunk(MaxTogether).WithCancellation(cancellationToken))
            {
                await index.PutAsync([.. some.Select(RequestIndexing.LineOf)], cancellationToken);
            }
        }
    }
}
