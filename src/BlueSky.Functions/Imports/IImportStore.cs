namespace BlueSky.Functions.Imports;

/// <summary>Says that an import is running, so that it is found after a crash.</summary>
/// <param name="At">When it was started.</param>
internal sealed record RunningImport(string Id, DateTimeOffset At);

/// <summary>
/// The table of imports, each with its addresses in chunks. Every call throws
/// <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IImportStore
{
    /// <summary>How many lines a chunk may have.</summary>
    const int ChunkSize = 500;

    Task<Import?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a new import, or updates one that still has the version that was read.</summary>
    /// <returns>The import as stored; null on a version conflict, or when its id is taken.</returns>
    Task<Import?> TrySaveAsync(Import import, CancellationToken cancellationToken);

    /// <summary>Adds or replaces a chunk.</summary>
    Task SaveChunkAsync(
        string id, int number, IReadOnlyList<ImportLine> lines, CancellationToken cancellationToken);

    /// <summary>Null when it is deleted.</summary>
    Task<IReadOnlyList<ImportLine>?> FindChunkAsync(string id, int number, CancellationToken cancellationToken);

    /// <summary>Deletes a chunk, if it is there.</summary>
    Task RemoveChunkAsync(string id, int number, CancellationToken cancellationToken);

    /// <summary>Deletes all chunks of an import.</summary>
    Task RemoveChunksAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes an import with its chunks.</summary>
    Task RemoveAsync(string id, CancellationToken cancellationToken);

    /// <summary>All imports that last got further before a time.</summary>
    IAsyncEnumerable<Import> FindBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);

    IAsyncEnumerable<RunningImport> FindRunningAsync(CancellationToken cancellationToken);

    Task AddRunningAsync(RunningImport running, CancellationToken cancellationToken);

    Task RemoveRunningAsync(string id, CancellationToken cancellationToken);
}
