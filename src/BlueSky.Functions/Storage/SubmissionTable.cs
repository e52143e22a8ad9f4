using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>Submissions</c>: a row per submission, an open marker while something is left to do, and for some days the
/// claims that detect repeats.
/// </summary>
internal sealed class SubmissionTable(TableServiceClient storage) : ISubmissionStore
{
    private const string MarkerPrefix = "open.";
    private const string ClaimPrefix = "claim.";

    /// <summary>The page size of a query.</summary>
    private const int PageSize = 1_000;

    // The range of the ids: other row keys start with a lower-case letter.
    private const string IdPrefix = "BSK-";
    private const string AfterIds = "BSK.";

    private readonly Table table = new(storage, TableName.Submissions);

    public Task<bool> TryAddAsync(
        Submission submission, IReadOnlyList<Claim> claims, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [
                new(TableTransactionActionType.Add, SubmissionRow.ToEntity(submission)),
                new(TableTransactionActionType.Add, ToMarker(submission, submission.ReceivedAt)),
                .. claims.Select(claim => ToAction(submission.Key.Day, claim)),
            ],
            cancellationToken);

    public async Task<Claim?> FindClaimAsync(DateOnly day, string key, CancellationToken cancellationToken) =>
        await table.FindAsync(SubmissionKey.PartitionOf(day), ClaimPrefix + key, cancellationToken) is { } entity
            ? new Claim(key, entity.Text("Holder"), entity.Text("Content"), entity.Time("At"))
            {
                Version = entity.ETag.ToString(),
            }
            : null;

    public async Task RemoveClaimsAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var partition = SubmissionKey.PartitionOf(day);
        await foreach (var some in table.QueryAsync(partition, ClaimPrefix, cancellationToken)
            .Chunk(PageSize).WithCancellation(cancellationToken))
        {
            await table.DeleteUnchangedAsync(
                partition, [.. some.Select(claim => (claim.RowKey, claim.ETag.ToString()))], cancellationToken);
        }
    }

    public async Task<Submission?> FindAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        await table.FindAsync(key.Partition, key.Id, cancellationToken) is { } entity
            ? SubmissionRow.FromEntity(entity)
            : null;

    public IAsyncEnumerable<Submission> FindByIdAsync(string id, CancellationToken cancellationToken) =>
        ReadAsync($"RowKey eq {id}", cancellationToken);

    public IAsyncEnumerable<Submission> ReadDayAsync(
        DateOnly day, string kind, CancellationToken cancellationToken) =>
        ReadAsync($"PartitionKey eq {SubmissionKey.PartitionOf(day)} and Form eq {kind}", cancellationToken);

    public IAsyncEnumerable<SubmissionLine> ListDayAsync(
        DateOnly day, SubmissionState state, CancellationToken cancellationToken) =>
        table.QueryAsync(
            $"PartitionKey eq {SubmissionKey.PartitionOf(day)} and State eq {state.ToColumn()}", cancellationToken,
            select: ["RowKey", "Form", "ReceivedAt", "Error"])
            .Select(entity => new SubmissionLine(
                new SubmissionKey(day, entity.RowKey), entity.Text("Form"), entity.Time("ReceivedAt"),
                SubmissionRow.ErrorOf(entity)));

    public IAsyncEnumerable<Submission> ReadAllAsync(CancellationToken cancellationToken) =>
        ReadAsync($"RowKey ge {IdPrefix} and RowKey lt {AfterIds}", cancellationToken);

    public async Task<bool> TryUpdateAsync(Submission submission, CancellationToken cancellationToken) =>
        await table.TryUpdateAsync(
            SubmissionRow.ToChanges(submission), submission.Version!, TableUpdateMode.Merge, cancellationToken)
            is not null;

    public async Task<bool> TryUpdateTextsAsync(Submission submission, CancellationToken cancellationToken) =>
        await table.TryUpdateAsync(
            SubmissionRow.ToTexts(submission), submission.Version!, TableUpdateMode.Merge, cancellationToken)
            is not null;

    public Task<bool> TryReopenAsync(
        Submission submission, DateTimeOffset openedAt, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [
                new(
                    TableTransactionActionType.UpdateMerge, SubmissionRow.ToChanges(submission),
                    new ETag(submission.Version!)),
                new(TableTransactionActionType.UpsertReplace, ToMarker(submission, openedAt)),
            ],
            cancellationToken);

    public Task<bool> TryFinishAsync(Submission submission, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [
                new(
                    TableTransactionActionType.UpdateMerge, SubmissionRow.ToChanges(submission),
                    new ETag(submission.Version!)),
                new(
                    TableTransactionActionType.Delete,
                    new TableEntity(submission.Key.Partition, MarkerPrefix + submission.Id), ETag.All),
            ],
            cancellationToken);

    public Task HoldAsync(Submission submission, CancellationToken cancellationToken)
    {
        var marker = ToMarker(submission, submission.ReceivedAt);
        marker["Held"] = true;
        marker["Network"] = submission.Network;
        return table.WriteAsync(marker, cancellationToken);
    }

    public Task CloseAsync(SubmissionKey key, CancellationToken cancellationToken) =>
        table.DeleteAsync(key.Partition, MarkerPrefix + key.Id, cancellationToken);

    public async Task RemoveAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        await CloseAsync(key, cancellationToken);
        await RemoveEventsAsync(key, cancellationToken);
        await table.DeleteAsync(key.Partition, key.Id, cancellationToken);
        // Again, because a person may have changed it meanwhile.
        await RemoveEventsAsync(key, cancellationToken);
        await CloseAsync(key, cancellationToken);
    }

    private async Task RemoveEventsAsync(SubmissionKey key, CancellationToken cancellationToken)
    {
        var events = await table.QueryAsync(key.Partition, RequestTable.PrefixOf(key.Id), cancellationToken)
            .Select(entity => (entity.RowKey, entity.ETag.ToString())).ToListAsync(cancellationToken);
        await table.DeleteUnchangedAsync(key.Partition, events, cancellationToken);
    }

    public IAsyncEnumerable<SubmissionOutline> FindOldAsync(
        DateOnly from, DateOnly until, string kind, SubmissionState state, CancellationToken cancellationToken)
    {
        var (first, last) = (SubmissionKey.PartitionOf(from), SubmissionKey.PartitionOf(until));
        return table.QueryAsync(
            $"PartitionKey ge {first} and PartitionKey le {last} and Form eq {kind} and State eq {state.ToColumn()}",
            cancellationToken,
            select: ["PartitionKey", "RowKey", "Email", "Error"])
            .Select(entity => new SubmissionOutline(
                new SubmissionKey(SubmissionKey.DayOf(entity.PartitionKey), entity.RowKey),
                entity.GetString("Email"), SubmissionRow.ErrorOf(entity), entity.ETag.ToString()));
    }

    public async Task<int> RemoveUnchangedAsync(
        IReadOnlyList<SubmissionOutline> submissions, CancellationToken cancellationToken)
    {
        var removed = 0;
        foreach (var day in submissions.GroupBy(submission => submission.Key.Partition))
        {
            removed += await table.DeleteUnchangedAsync(
                day.Key, [.. day.Select(submission => (submission.Key.Id, submission.Version))], cancellationToken);
        }

        return removed;
    }

    public IAsyncEnumerable<OpenMarker> FindOpenAsync(DateOnly day, CancellationToken cancellationToken) =>
        table.QueryAsync(SubmissionKey.PartitionOf(day), MarkerPrefix, cancellationToken)
            .Select(marker => new OpenMarker(
                new SubmissionKey(day, marker.RowKey[MarkerPrefix.Length..]),
                marker.Time("OpenedAt"),
                marker.GetBoolean("Held") ?? false,
                marker.GetString("Network")));

    private IAsyncEnumerable<Submission> ReadAsync(FormattableString where, CancellationToken cancellationToken) =>
        table.QueryAsync(where, cancellationToken).Select(SubmissionRow.FromEntity);

    private static TableTransactionAction ToAction(DateOnly day, Claim claim)
    {
        var entity = new TableEntity(SubmissionKey.PartitionOf(day), ClaimPrefix + claim.Key)
        {
            ["Holder"] = claim.Holder,
            ["Content"] = claim.Content,
            ["At"] = claim.At,
        };
        return claim.Version is { } version
            ? new(TableTransactionActionType.UpdateReplace, entity, new ETag(version))
            : new(TableTransactionActionType.Add, entity);
    }

    public static TableEntity ToMarker(Submission submission, DateTimeOffset openedAt) =>
        new(submission.Key.Partition, MarkerPrefix + submission.Id) { ["OpenedAt"] = openedAt };
}
