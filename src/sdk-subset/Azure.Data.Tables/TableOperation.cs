using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>One write of one row, as it is sent alone or as a part of a transaction.</summary>
internal sealed record TableOperation(RequestMethod Method, string Path, string? IfMatch, ReadOnlyMemory<byte>? Body)
{
    private const string MinimalMetadata = "application/json;odata=minimalmetadata";

    public static TableOperation Add(string table, TableEntity row) =>
        new(RequestMethod.Post, table, null, EntityJson.Write(row));

    /// <summary>Without <paramref name="ifMatch"/> it is an upsert.</summary>
    public static TableOperation Update(string table, TableEntity row, TableUpdateMode mode, ETag ifMatch = default) =>
        new(
            mode switch
            {
                TableUpdateMode.Merge => RequestMethod.Patch,
                TableUpdateMode.Replace => RequestMethod.Put,
                _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}"),
            },
            RowPath(table, row.PartitionKey, row.RowKey),
            ifMatch == default ? null : ifMatch.ToString(),
            EntityJson.Write(row));

    public static TableOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(
            RequestMethod.Delete,
            RowPath(table, partitionKey, rowKey),
            (ifMatch == default ? ETag.All : ifMatch).ToString(),
            null);

    public static TableOperation From(string table, TableTransactionAction action)
    {
        var row = EntityRules.Row(action.Entity);
        return action.ActionType switch
        {
            TableTransactionActionType.Add => Add(table, row),
            TableTransactionActionType.Delete => Delete(table, row.PartitionKey, row.RowKey, action.ETag),
            TableTransactionActionType.UpdateMerge => Update(table, row, TableUpdateMode.Merge, action.ETag),
            TableTransactionActionType.UpdateReplace => Update(table, row, TableUpdateMode.Replace, action.ETag),
            TableTransactionActionType.UpsertMerge => Update(table, row, TableUpdateMode.Merge),
            TableTransactionActionType.UpsertReplace => Update(table, row, TableUpdateMode.Replace),
            _ => throw new InvalidOperationException("Unknown request type."),
        };
    }

    /// <summary>A row's address below the endpoint: quotes in keys are doubled, then all is escaped.</summary>
    public static string RowPath(string table, string partitionKey, string rowKey) =>
        $"{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";

    public IEnumerable<HttpHeader> Headers()
    {
        yield return new("DataServiceVersion", "3.0");
        yield return new("Accept", MinimalMetadata);
        if (Method == RequestMethod.Post)
            yield return new("Prefer", "return-no-content");
        if (IfMatch is not null)
            yield return new("If-Match", IfMatch);
        if (Body is not null)
            yield return new("Content-Type", "application/json");
    }

    private static string Key(string key) => Uri.EscapeDataString(ODataFilter.Escape(key));
}
