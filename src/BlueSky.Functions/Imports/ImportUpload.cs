using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Imports;

/// <summary>Reads an uploaded file and stores it as an import that changes nothing yet.</summary>
internal sealed partial class ImportUpload(
    ImportReader reader, ImportForecast forecast, IImportStore store, TimeProvider clock, ILogger<ImportUpload> logger)
{
    private const int MaxFileName = 100;

    private const int Concurrency = 4;

    private const int MaxRounds = 5;

    /// <param name="file">Can be read more than once; stays open.</param>
    /// <param name="by">Who uploads it.</param>
    /// <returns>The import, or why the file is none.</returns>
    public async Task<(Import? Import, ImportFault? Fault)> StoreAsync(
        Stream file, string fileName, string by, CancellationToken cancellationToken)
    {
        var (read, fault) = reader.Read(file, fileName, cancellationToken);
        if (read is null)
        {
            return (null, fault);
        }

        var now = clock.GetUtcNow();
        var chunks = read.Lines.Chunk(IImportStore.ChunkSize).ToList();
        var import = await AddAsync(
            new Import
            {
                Id = "",
                State = ImportState.Uploading,
                FileName = fileName[..Math.Min(fileName.Length, MaxFileName)],
                By = by,
                UploadedAt = now,
                ChangedAt = now,
                Addresses = read.Lines.Count,
                Repeats = read.Repeats,
                Unreadable = read.Unreadable,
                UnreadableCount = read.UnreadableCount,
                Expected = await forecast.CountAsync(read.Lines, cancellationToken),
                Chunks = chunks.Count,
            },
            cancellationToken);
        await Parallel.ForEachAsync(
            chunks.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
            async (chunk, stop) => await store.SaveChunkAsync(import.Id, chunk.Index, chunk.Item, stop));
        var stored = await store.TrySaveAsync(import with { State = ImportState.Preview }, cancellationToken)
            ?? throw new StorageUnavailableException("an import was removed while it was stored");
        LogStored(stored.Id, stored.Addresses, stored.UnreadableCount);
        return (stored, null);
    }

    private async Task<Import> AddAsync(Import import, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            // Ids are random: that one is taken is an accident.
            if (await store.TrySaveAsync(import with { Id = Import.NewId() }, cancellationToken) is { } added)
            {
                return added;
            }
        }

        throw new StorageUnavailableException("no import could be added");
    }

    [LoggerMessage(
        LogLevel.Information, "Stored import {Id} with {Addresses} addresses and {Unreadable} unreadable lines")]
    private partial void LogStored(string id, int addresses, int unreadable);
}
