using System.Globalization;
using Azure.Data.Tables;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>Imports</c>: a partition for each import with the row <c>import</c> and its chunks, and the partition
/// <c>running</c> with a row for each that is running.
/// </summary>
internal sealed class ImportTable(TableServiceClient storage) : IImportStore
{
    public const string ChunkPrefix = "chunk.";

    /// <summary>The end of the range of row keys with that prefix.</summary>
    public const string AfterChunks = "chunk/";

    private const string ImportRow = "import";
    private const string RunningPartition = "running";

    private readonly Table table = new(storage, TableName.Imports);

    public async Task<Import?> FindAsync(string id, CancellationToken cancellationToken) =>
        await table.FindAsync(id, ImportRow, cancellationToken) is { } entity
            ? ImportEntity.ToImport(entity)
            : null;

    public async Task<Import?> TrySaveAsync(Import import, CancellationToken cancellationToken)
    {
        var entity = ImportEntity.Of(import, ImportRow);
        var version = import.Version is { } known
            ? await table.TryUpdateAsync(entity, known, TableUpdateMode.Replace, cancellationToken)
            : (await table.TryAddOwnAsync([entity], cancellationToken))?[0];
        return version is null ? null : import with { Version = version };
    }

    public Task SaveChunkAsync(
        string id, int number, IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken) =>
        table.WriteAsync(ImportEntity.OfChunk(id, RowKeyOf(number), lines), cancellationToken);

    public async Task<IReadOnlyList<ImportLine>?> FindChunkAsync(
        string id, int number, CancellationToken cancellationToken) =>
        await table.FindAsync(id, RowKeyOf(number), cancellationToken) is { } entity
            ? ImportEntity.ToLines(entity)
            : null;

    public Task RemoveChunkAsync(string id, int number, CancellationToken cancellationToken) =>
        table.DeleteAsync(id, RowKeyOf(number), cancellationToken);

    public async Task RemoveChunksAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var chunk in table.QueryAsync(
            $"PartitionKey eq {id} and RowKey lt {ImportRow}", cancellationToken, select: ["RowKey"]))
        {
            await table.DeleteAsync(id, chunk.RowKey, cancellationToken);
        }
    }

    // The import last: what is left after a crash is found by it.
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await RemoveChunksAsync(id, cancellationToken);
        await table.DeleteAsync(id, ImportRow, cancellationToken);
    }

    public IAsyncEnumerable<Import> FindBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        table.QueryAsync($"RowKey eq {ImportRow} and ChangedAt lt {time}", cancellationToken)
            .Select(ImportEntity.ToImport);

    public IAsyncEnumerable<RunningImport> FindRunningAsync(CancellationToken cancellationToken) =>
        table.QueryAsync($"PartitionKey eq {RunningPartition}", cancellationToken)
            .Select(entity => new RunningImport(entity.RowKey, entity.Time("At")));

    public Task AddRunningAsync(RunningImport running, CancellationToken cancellationToken) =>
        table.WriteAsync(
            new TableEntity(RunningPartition, running.Id) { ["At"] = running.At }, cancellationToken);

    public Task RemoveRunningAsync(string id, CancellationToken cancellationToken) =>
        table.DeleteAsync(RunningPartition, id, cancellationToken);

    private static string RowKeyOf(int chunk) =>
        string.Create(CultureInfo.InvariantCulture, $"{ChunkPrefix}{chunk:D4}");
}
