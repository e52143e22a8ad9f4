using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Backups;

namespace BlueSky.Functions.Storage;

/// <summary>All tables, row by row, for the export and for restoring.</summary>
internal sealed class RawTables(TableServiceClient storage) : IRowStore
{
    /// <summary>What the service and its client add to a row's columns.</summary>
    private static readonly string[] Added = ["odata.etag", "PartitionKey", "RowKey", "Timestamp"];

    public async IAsyncEnumerable<TableRow> ReadAsync(
        string table, RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var client = new Table(storage, table);
        foreach (var filter in FiltersFor(range))
        {
            await foreach (var entity in client.QueryAsync(filter, cancellationToken))
            {
                yield return FromEntity(entity);
            }
        }
    }

    public Task<bool> TryWriteAsync(
        string table, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken) =>
        new Table(storage, table).TryWriteAsync(
            rows.Select(row => row.Version is { } version
                ? new TableTransactionAction(
                    TableTransactionActionType.UpdateReplace, ToEntity(row), new ETag(version))
                : new TableTransactionAction(TableTransactionActionType.Add, ToEntity(row))).ToList(),
            cancellationToken);

    // A condition with "or" would make the service scan the table, so a range over partitions takes two queries.
    private static IEnumerable<FormattableString> FiltersFor(RowRange range)
    {
        if (range is { Partition: { } only, RowPrefix: { Length: > 0 } prefix })
        {
            // The end of the range is the prefix with its last character incremented.
            var (start, end) = (range.After?.Row ?? "", prefix[..^1] + (char)(prefix[^1] + 1));
            yield return $"PartitionKey eq {only} and RowKey ge {prefix} and RowKey gt {start} and RowKey lt {end}";
        }
        else if (range.After is { } after && (range.Partition is null || range.Partition == after.Partition))
        {
            yield return $"PartitionKey eq {after.Partition} and RowKey gt {after.Row}";
            if (range.Partition is null)
            {
                yield return $"PartitionKey gt {after.Partition}";
            }
        }
        else if (range.Partition is { } partition)
        {
            yield return $"PartitionKey eq {partition}";
        }
        else
        {
            yield return $"PartitionKey ge {""}";
        }
    }

    private static TableRow FromEntity(TableEntity entity) => new(
        new RowKey(entity.PartitionKey, entity.RowKey),
        entity.Where(column => column.Value is not null && !Added.Contains(column.Key))
            .ToDictionary(column => column.Key, column => ToValue(column.Value)),
        entity.ETag.ToString());

    private static object ToValue(object value) => value is BinaryData binary ? binary.ToArray() : value;

    private static TableEntity ToEntity(TableRow row)
    {
        var entity = new TableEntity(row.Key.Partition, row.Key.Row);
        foreach (var (name, value) in row.Columns)
        {
            entity[name] = value;
        }

        return entity;
    }
}
