using System.Globalization;
using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>Desk</c>, partition <c>requests</c>. Row <c>id.{id}.{day}</c> of every request says where its row on the
/// list is: <c>open.{time}.{id}</c>, <c>held.{reversed time}.{id}</c>, or none. Both change in one transaction.
/// </summary>
internal sealed class RequestIndexTable(TableServiceClient storage) : IRequestIndex
{
    private const string Partition = "requests";
    private const string OpenPrefix = "open.";
    private const string HeldPrefix = "held.";

    /// <summary>The service returns at most this many rows in one call.</summary>
    private const int MaxHeld = 1_000;

    /// <summary>A new one takes at most two of the 100 actions of a transaction.</summary>
    private const int MaxNew = 50;

    /// <summary>Each conflict means that another change succeeded.</summary>
    private const int MaxRounds = 20;

    private readonly Table table = new(storage, TableName.Desk);

    public async Task PutAsync(RequestLine line, CancellationToken cancellationToken)
    {
        // Usually it is new.
        if (line.Handling.Changes == 0
            && await table.TryWriteAsync(ChangesFor(line, known: null), cancellationToken))
        {
            return;
        }

        for (var round = 0; round < MaxRounds; round++)
        {
            var known = await table.FindAsync(Partition, PointerKeyOf(line.Key), cancellationToken);
            if (known is not null && known.GetInt32("Changes") > line.Handling.Changes)
            {
                return;
            }

            if (await table.TryWriteAsync(ChangesFor(line, known), cancellationToken))
            {
                return;
            }
        }

        throw new StorageUnavailableException("a request's row in the index kept changing");
    }

    public async Task PutAsync(IReadOnlyList<RequestLine> lines, CancellationToken cancellationToken)
    {
        foreach (var some in lines.Chunk(MaxNew))
        {
            var actions = some.SelectMany(line => ChangesFor(line, known: null)).ToList();
            if (await table.TryWriteAsync(actions, cancellationToken))
            {
                continue;
            }

            // At least one is known, so they are put one by one.
            foreach (var line in some)
            {
                await PutAsync(line, cancellationToken);
            }
        }
    }

    public IAsyncEnumerable<RequestLine> ReadOpenAsync(CancellationToken cancellationToken) =>
        table.QueryAsync(Partition, OpenPrefix, cancellationToken).Select(RequestLineRow.FromEntity);

    public async Task<HeldBack> ReadHeldAsync(int newest, CancellationToken cancellationToken)
    {
        var (lines, count) = (new List<RequestLine>(), 0);
        await foreach (var entity in table.QueryAsync(Partition, HeldPrefix, cancellationToken))
        {
            if (count == MaxHeld)
            {
                return new HeldBack(lines, count, IsMore: true);
            }

            count++;
            if (lines.Count < newest)
            {
                lines.Add(RequestLineRow.FromEntity(entity));
            }
        }

        return new HeldBack(lines, count, IsMore: false);
    }

    public async Task<IReadOnlyList<SubmissionKey>> FindAsync(string id, CancellationToken cancellationToken) =>
        (await table.QueryAsync(Partition, $"id.{id}.", cancellationToken).ToListAsync(cancellationToken))
            .OrderByDescending(pointer => ListRowOf(pointer) is not null)
            .ThenByDescending(pointer => pointer.RowKey, StringComparer.Ordinal)
            .Select(pointer => new SubmissionKey(
                SubmissionKey.DayOf(pointer.RowKey[(pointer.RowKey.LastIndexOf('.') + 1)..]), id))
            .ToList();

    public async Task<IReadOnlyList<RequestViewing>> ViewAsync(
        SubmissionKey request, RequestViewing viewing, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await table.FindAsync(Partition, PointerKeyOf(request), cancellationToken) is not { } pointer
                || ListRowOf(pointer) is not { } row
                || await table.FindAsync(Partition, row, cancellationToken) is not { } entity)
            {
                return [];
            }

            var earlier = RequestLineRow.ViewingsOf(entity);
            var seen = new TableEntity(Partition, row)
            {
                ["Viewings"] = RequestLineRow.ToColumn(
                    [.. earlier.Where(each => each.By != viewing.By), viewing]),
            };
            if (await table.TryUpdateAsync(seen, entity.ETag.ToString(), TableUpdateMode.Merge, cancellationToken)
                is not null)
            {
                return earlier;
            }
        }

        return [];
    }

    public async Task RemoveAsync(SubmissionKey request, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            if (await table.FindAsync(Partition, PointerKeyOf(request), cancellationToken) is not { } pointer)
            {
                return;
            }

            List<TableTransactionAction> actions =
                [new(TableTransactionActionType.Delete, pointer, pointer.ETag), .. RemovalOf(ListRowOf(pointer))];
            if (await table.TryWriteAsync(actions, cancellationToken))
            {
                return;
            }
        }

        throw new StorageUnavailableException("a request's row in the index kept changing");
    }

    private static List<TableTransactionAction> ChangesFor(RequestLine line, TableEntity? known)
    {
        var (before, after) = (known is null ? null : ListRowOf(known), ListRowOf(line));
        var pointer = new TableEntity(Partition, PointerKeyOf(line.Key))
        {
            ["Changes"] = line.Handling.Changes,
            ["ListRow"] = after ?? "",
        };
        var actions = new List<TableTransactionAction>
        {
            known is null
                ? new(TableTransactionActionType.Add, pointer)
                : new(TableTransactionActionType.UpdateReplace, pointer, known.ETag),
        };
        if (before != after)
        {
            actions.AddRange(RemovalOf(before));
        }

        if (after is not null)
        {
            // Merged, so that the viewings stay.
            actions.Add(new(
                TableTransactionActionType.UpsertMerge, RequestLineRow.ToEntity(line, Partition, after)));
        }

        return actions;
    }

    private static IEnumerable<TableTransactionAction> RemovalOf(string? listRow) => listRow is null
        ? []
        : [new(TableTransactionActionType.Delete, new TableEntity(Partition, listRow), ETag.All)];

    private static string PointerKeyOf(SubmissionKey request) => $"id.{request.Id}.{request.Partition}";

    private static string? ListRowOf(TableEntity pointer) =>
        pointer.GetString("ListRow") is { Length: > 0 } row ? row : null;

    private static string? ListRowOf(RequestLine line)
    {
        var time = line.ReceivedAt.UtcTicks;
        return line.IsHeldBack
            ? string.Create(
                CultureInfo.InvariantCulture, $"{HeldPrefix}{DateTime.MaxValue.Ticks - time:D19}.{line.Key.Id}")
            : line.Handling.IsDone
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{OpenPrefix}{time:D19}.{line.Key.Id}");
    }
}
