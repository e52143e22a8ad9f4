using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace BlueSky.Functions.Storage;

/// <summary>One table, with the few operations that the stores are made of.</summary>
internal sealed class Table(TableServiceClient storage, string name)
{
    /// <summary>Which conditional write a row comes from: tells our own, repeated one from somebody else's.</summary>
    private const string WriteColumn = "Write";

    /// <summary>The most actions of one transaction.</summary>
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

    /// <summary>Adds entities of one partition, all or none.</summary>
    /// <returns>The new versions, in order; null when one of the keys is taken.</returns>
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

    /// <summary>Writes an entity, if the row is still at that version.</summary>
    /// <returns>The new version; null when the row changed or is gone.</returns>
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
                    // A write whose answer was lost is repeated by the SDK, and then meets itself.
                    var standing = await table.GetEntityIfExistsAsync<TableEntity>(
                        entity.PartitionKey, entity.RowKey, cancellationToken: cancellationToken);
                    return standing is { HasValue: true, Value: { } row } && row.GetString(WriteColumn) == write
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

    /// <summary>Writes an entity, if the row is still at the version it was read at.</summary>
    /// <param name="version">Null when it was not read: there must be no such row.</param>
    /// <returns>False when somebody else was quicker.</returns>
    public async Task<bool> TrySaveAsync(TableEntity entity, string? version, CancellationToken cancellationToken) =>
        version is null
            ? await TryAddAsync([entity], cancellationToken) is not null
            : await TryUpdateAsync(entity, version, TableUpdateMode.Replace, cancellationToken) is not null;

    /// <summary>Writes an entity, whatever stands there.</summary>
    public Task WriteAsync(TableEntity entity, CancellationToken cancellationToken) =>
        RunAsync(
            table => table.UpsertEntityAsync(entity, TableUpdateMode.Replace, cancellationToken), cancellationToken);

    public Task DeleteAsync(string partition, string row, CancellationToken cancellationToken) =>
        RunAsync(
            table => table.DeleteEntityAsync(partition, row, ETag.All, cancellationToken), cancellationToken);

    /// <summary>Deletes rows of one partition, as far as they are still at the versions they were read at.</summary>
    /// <returns>How many.</returns>
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

            // One of them changed or is gone.
            foreach (var action in actions)
            {
                deleted += await TryWriteAsync([action], cancellationToken) ? 1 : 0;
            }
        }

        return deleted;
    }

    /// <summary>Writes entities of one partition, all or none.</summary>
    /// <returns>False when a key is taken, or a row that had to be at a version changed or is gone.</returns>
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

    /// <summary>All entities of a partition whose row key starts so, by key range, page by page.</summary>
    public IAsyncEnumerable<TableEntity> QueryAsync(
        string partition, string rowPrefix, CancellationToken cancellationToken)
    {
        // The character after the prefix's last one bounds the range.
        var end = rowPrefix[..^1] + (char)(rowPrefix[^1] + 1);
        return QueryAsync(
            $"PartitionKey eq {partition} and RowKey ge {rowPrefix} and RowKey lt {end}", cancellationToken);
    }

    /// <summary>All entities that a filter lets pass, page by page; without a partition all rows are read.</summary>
    /// <param name="select">The columns to read; all of them when null.</param>
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
