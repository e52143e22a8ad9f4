using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace BlueSky.Functions.Storage;

/// <summary>One table, with the operations that the stores need.</summary>
internal sealed class Table(TableServiceClient storage, string name)
{
    /// <summary>The id of a row's last conditional write, to recognise our own write when it was repeated.</summary>
    private const string WriteColumn = "Write";

    /// <summary>The limit of actions in one transaction.</summary>
    private const int MaxActions = 100;

    private TableClient Client => storage.GetTableClient(name);

    public Task<TableEntity?> FindAsync(string partition, string row, CancellationToken cancellationToken) =>
        RunAsync(
            async table =>
            {
                var found = await table.GetEntityIfExistsAsync<TableEntity>(
                    partition, row, cancellationToken: cancellationToken);
                return found.HasValue ? found.Value : null;
            },
            cancellationToken);

    /// <summary>
    /// Like <see cref="TryAddAsync"/>, and recognizes the entities when the response was lost, the SDK repeated the
    /// write and it conflicts with itself. When another has added them, that is one call more.
    /// </summary>
    public async Task<IReadOnlyList<string>?> TryAddOwnAsync(
        IReadOnlyList<TableEntity> entities, CancellationToken cancellationToken)
    {
        var write = RandomNumberGenerator.GetHexString(32, lowercase: true);
        foreach (var entity in entities)
        {
            entity[WriteColumn] = write;
        }

        if (await TryAddAsync(entities, cancellationToken) is { } added)
        {
            return added;
        }

        var versions = new List<string>();
        foreach (var entity in entities)
        {
            if (await FindAsync(entity.PartitionKey, entity.RowKey, cancellationToken) is not { } row
                || row.GetString(WriteColumn) != write)
            {
                return null;
            }

            versions.Add(row.ETag.ToString());
        }

        return versions;
    }

    /// <summary>Adds entities of one partition in one transaction.</summary>
    /// <returns>The new versions, in order; null when one of the keys exists.</returns>
    public Task<IReadOnlyList<string>?> TryAddAsync(
        IReadOnlyList<TableEntity> entities, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<string>?>(
            async table =>
            {
                try
                {
                    var responses = await table.SubmitTransactionAsync(
                        entities.Select(entity => new TableTransactionAction(TableTransactionActionType.Add, entity)),
                        cancellationToken);
                    return responses.Value.Select(response => response.Headers.ETag.ToString()!).ToList();
                }
                catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.EntityAlreadyExists)
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Writes an entity, if the row's version is unchanged.</summary>
    /// <returns>The new version; null on a version conflict or when the row does not exist.</returns>
    public Task<string?> TryUpdateAsync(
        TableEntity entity, string version, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        var write = RandomNumberGenerator.GetHexString(32, lowercase: true);
        entity[WriteColumn] = write;
        return RunAsync(
            async table =>
            {
                try
                {
                    var response = await table.UpdateEntityAsync(
                        entity, new ETag(version), mode, cancellationToken);
                    return response.Headers.ETag.ToString();
                }
                catch (RequestFailedException e) when (e.Status == 412)
                {
                    // If the response was lost, the SDK repeated the write and it conflicts with itself.
                    var current = await table.GetEntityIfExistsAsync<TableEntity>(
                        entity.PartitionKey, entity.RowKey, cancellationToken: cancellationToken);
                    return current is { HasValue: true, Value: { } row } && row.GetString(WriteColumn) == write
                        ? row.ETag.ToString()
                        : null;
                }
                catch (RequestFailedException e) when (e.ErrorCode == TableErrorCode.ResourceNotFound)
                {
                    return null;
                }
            },
            cancellationToken);
    }

    /// <summary>Writes an entity, if the row's version is unchanged.</summary>
    /// <param name="version">Null for a new row, which must not exist.</param>
    /// <returns>False on a version conflict.</returns>
    public async Task<bool> TrySaveAsync(TableEntity entity, string? version, CancellationToken cancellationToken) =>
        version is null
            ? await TryAddAsync([entity], cancellationToken) is not null
            : await TryUpdateAsync(entity, version, TableUpdateMode.Replace, cancellationToken) is not null;

    /// <summary>Adds or replaces an entity unconditionally.</summary>
    public Task WriteAsync(TableEntity entity, CancellationToken cancellationToken) =>
        RunAsync(
            table => table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken), cancellationToken);

    public Task DeleteAsync(string partition, string row, CancellationToken cancellationToken) =>
        RunAsync(
            table => table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken), cancellationToken);

    /// <summary>Deletes those rows of one partition whose version is unchanged.</summary>
    /// <returns>The number of deleted rows.</returns>
    public async Task<int> DeleteUnchangedAsync(
        string partition, IReadOnlyList<(string Row, string Version)> rows, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var some in rows.Chunk(MaxActions))
        {
            var actions = some.Select(row => new TableTransactionAction(
                TableTransactionActionType.Delete, new TableEntity(partition, row.Row), new ETag(row.Version)))
                .ToList();
            if (await TryWriteAsync(actions, cancellationToken))
            {
                deleted += actions.Count;
                continue;
            }

            // At least one has changed or does not exist, so they are deleted one by one.
            foreach (var action in actions)
            {
                deleted += await TryWriteAsync([action], cancellationToken) ? 1 : 0;
            }
        }

        return deleted;
    }

    /// <summary>Writes entities of one partition in one transaction.</summary>
    /// <returns>False when a key exists, on a version conflict, or when a row does not exist.</returns>
    public Task<bool> TryWriteAsync(
        IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        RunAsync(
            async table =>
            {
                try
                {
                    await table.SubmitTransactionAsync(actions, cancellationToken);
                    return true;
                }
                catch (RequestFailedException e)
                    when (e.Status == 412 || e.ErrorCode == TableErrorCode.ResourceNotFound
                        || e.ErrorCode == TableErrorCode.EntityAlreadyExists)
                {
                    return false;
                }
            },
            cancellationToken);

    /// <summary>All entities of a partition with a row key prefix, page by page.</summary>
    /// <param name="select">The columns to read; null for all.</param>
    public IAsyncEnumerable<TableEntity> QueryAsync(
        string partition, string rowPrefix, CancellationToken cancellationToken, IEnumerable<string>? select = null)
    {
        // The end of the range is the prefix with its last character incremented.
        var end = rowPrefix[..^1] + (char)(rowPrefix[^1] + 1);
        return QueryAsync(
            $"PartitionKey eq {partition} and RowKey ge {rowPrefix} and RowKey lt {end}", cancellationToken, select);
    }

    /// <summary>All entities that match a filter, page by page; without a partition it scans the table.</summary>
    /// <param name="select">The columns to read; null for all.</param>
    public async IAsyncEnumerable<TableEntity> QueryAsync(
        FormattableString where,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken,
        IEnumerable<string>? select = null)
    {
        var filter = TableClient.CreateQueryFilter(where);
        var pages = Client.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken)
            .AsPages().GetAsyncEnumerator(cancellationToken);
        await using (pages)
        {
            while (await RunAsync(async _ => await pages.MoveNextAsync(), cancellationToken))
            {
                foreach (var entity in pages.Current.Values)
                {
                    yield return entity;
                }
            }
        }
    }

    private Task<T> RunAsync<T>(Func<TableClient, Task<T>> call, CancellationToken cancellationToken)
    {
        var table = Client;
        return StorageCall.RunAsync(() => call(table), () => table.CreateIfNotExistsAsync(cancellationToken));
    }
}
