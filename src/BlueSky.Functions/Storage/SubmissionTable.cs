using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Forms;
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

    private readonly Table table = new(storage, "Submissions");

    public Task<bool> TryAddAsync(
        Submission submission, IReadOnlyList<Claim> claims, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [
                new(TableTransactionActionType.Add, ToEntity(submission)),
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
        await table.FindAsync(key.Partition, key.Id, cancellationToken) is { } entity ? FromEntity(entity) : null;

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
                ErrorOf(entity)));

    public IAsyncEnumerable<Submission> ReadAllAsync(CancellationToken cancellationToken) =>
        ReadAsync($"RowKey ge {IdPrefix} and RowKey lt {AfterIds}", cancellationToken);

    public async Task<bool> TryUpdateAsync(Submission submission, CancellationToken cancellationToken) =>
        await table.TryUpdateAsync(
            ToChanges(submission), submission.Version!, TableUpdateMode.Merge, cancellationToken) is not null;

    public async Task<bool> TryUpdateTextsAsync(Submission submission, CancellationToken cancellationToken) =>
        await table.TryUpdateAsync(
            ToTexts(submission), submission.Version!, TableUpdateMode.Merge, cancellationToken) is not null;

    public Task<bool> TryReopenAsync(
        Submission submission, DateTimeOffset openedAt, CancellationToken cancellationToken) =>
        table.TryWriteAsync(
            [
                new(TableTransactionActionType.UpdateMerge, ToChanges(submission), new ETag(submission.Version!)),
                new(TableTransactionActionType.UpsertReplace, ToMarker(submission, openedAt)),
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
        await table.DeleteAsync(key.Partition, key.Id, cancellationToken);
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
                entity.GetString("Email"), ErrorOf(entity), entity.ETag.ToString()));
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
        table.QueryAsync(where, cancellationToken).Select(FromEntity);

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

    private static TableEntity ToMarker(Submission submission, DateTimeOffset openedAt) =>
        new(submission.Key.Partition, MarkerPrefix + submission.Id) { ["OpenedAt"] = openedAt };

    private static TableEntity ToChanges(Submission submission) => new(submission.Key.Partition, submission.Id)
    {
        ["State"] = submission.State.ToColumn(),
        ["Attempts"] = submission.Attempts,
        ["Error"] = submission.Error ?? "",
    };

    // A merge cannot remove a column, so a removed error is stored as an empty one.
    private static string? ErrorOf(TableEntity entity) =>
        entity.GetString("Error") is { Length: > 0 } error ? error : null;

    private static TableEntity ToTexts(Submission submission) => new(submission.Key.Partition, submission.Id)
    {
        ["Name"] = submission.Name,
        ["Phone"] = submission.Phone,
        ["Message"] = submission.Message,
        ["Fields"] = ExtraFields.ToJson(submission.Fields),
        ["Source"] = submission.Source,
    };

    // Null properties are not stored: an absent column is an absent value.
    private static TableEntity ToEntity(Submission submission) => new(submission.Key.Partition, submission.Id)
    {
        ["Hash"] = submission.Hash,
        // The column keeps its earlier name.
        ["Form"] = submission.Kind,
        ["State"] = submission.State.ToColumn(),
        ["ReceivedAt"] = submission.ReceivedAt,
        ["Email"] = submission.Email,
        ["Name"] = submission.Name,
        ["Phone"] = submission.Phone,
        ["PhoneDigits"] = submission.PhoneDigits,
        ["Message"] = submission.Message,
        ["Fields"] = ExtraFields.ToJson(submission.Fields),
        ["Source"] = submission.Source,
        ["Network"] = submission.Network,
        ["Attempts"] = submission.Attempts,
        ["Error"] = submission.Error,
        ["TraceParent"] = submission.TraceParent,
    };

    private static Submission FromEntity(TableEntity entity) => new()
    {
        Id = entity.RowKey,
        Hash = entity.Text("Hash"),
        Kind = entity.Text("Form"),
        State = entity.State<SubmissionState>(),
        ReceivedAt = entity.Time("ReceivedAt"),
        Email = entity.GetString("Email"),
        Name = entity.GetString("Name"),
        Phone = entity.GetString("Phone"),
        PhoneDigits = entity.GetString("PhoneDigits"),
        Message = entity.GetString("Message"),
        Fields = ExtraFields.FromJson(entity.GetString("Fields")),
        Source = entity.GetString("Source"),
        Network = entity.GetString("Network"),
        Attempts = entity.GetInt32("Attempts") ?? 0,
        Error = ErrorOf(entity),
        TraceParent = entity.GetString("TraceParent"),
        Version = entity.ETag.ToString(),
    };
}
