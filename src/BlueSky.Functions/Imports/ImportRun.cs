using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Imports;

/// <summary>
/// Goes on with an import, chunk by chunk. Safe to run at any time, repeatedly and concurrently: each line has the same
/// result, and of two runs one saves how far it got.
/// </summary>
internal sealed partial class ImportRun(
    IImportStore store, IImportQueue queue, ImportedLines lines, AskedLines asked, TimeProvider clock,
    ILogger<ImportRun> logger)
{
    /// <summary>Limit for one run, some minutes; a message starts the next one.</summary>
    private const int MaxChunks = 50;

    /// <remarks>An outage of storage completes the message: the due-check finds the import.</remarks>
    public async Task RunAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            for (var chunks = 0; chunks < MaxChunks; chunks++)
            {
                if (!await StepAsync(id, cancellationToken))
                {
                    return;
                }
            }

            await queue.TrySendAsync(new ImportMessage(id), cancellationToken);
        }
        catch (StorageUnavailableException e)
        {
            LogInterrupted(id, e.Reason);
        }
    }

    /// <returns>False when there is nothing to do now.</returns>
    private async Task<bool> StepAsync(string id, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(id, cancellationToken) is not { State: ImportState.Running } import)
        {
            await store.RemoveRunningAsync(id, cancellationToken);
            return false;
        }

        if (import.NextChunk == import.Chunks)
        {
            await EndAsync(import, cancellationToken);
            return false;
        }

        if (await store.FindChunkAsync(id, import.NextChunk, cancellationToken) is not { } chunk)
        {
            // Another run has done it, and saves that.
            return false;
        }

        var step = import.Confirmation == ImportConfirmation.Ask
            ? await asked.ImportAsync(import, chunk, cancellationToken)
            : await lines.ImportAsync(import, [.. chunk.Skip(import.NextLine)], cancellationToken);
        return await TrySaveAsync(import, chunk.Count, step, cancellationToken) && !step.IsWaiting;
    }

    /// <returns>False when another run does the rest.</returns>
    private async Task<bool> TrySaveAsync(
        Import import, int chunkLength, ImportStep step, CancellationToken cancellationToken)
    {
        if (step.Lines == 0)
        {
            return true;
        }

        var next = import.NextLine + step.Lines;
        var isDone = next == chunkLength;
        var saved = await store.TrySaveAsync(
            import with
            {
                NextChunk = isDone ? import.NextChunk + 1 : import.NextChunk,
                NextLine = isDone ? 0 : next,
                Done = import.Done + step.Counts,
                ChangedAt = clock.GetUtcNow(),
            },
            cancellationToken);
        if (saved is not null && isDone)
        {
            await store.RemoveChunkAsync(import.Id, import.NextChunk, cancellationToken);
        }

        return saved is not null;
    }

    private async Task EndAsync(Import import, CancellationToken cancellationToken)
    {
        // A run may have ended between saving and deleting a chunk.
        await store.RemoveChunksAsync(import.Id, cancellationToken);
        var ended = import with { State = ImportState.Done, ChangedAt = clock.GetUtcNow() };
        if (await store.TrySaveAsync(ended, cancellationToken) is not null)
        {
            LogEnded(import.Id, import.Done.Added, import.Done.Known, import.Done.LeftOut, import.Done.Restricted);
        }

        await store.RemoveRunningAsync(import.Id, cancellationToken);
    }

    [LoggerMessage(
        LogLevel.Information,
        "Import {Id} is done: {Added} added, {Known} known, {LeftOut} left out, {Restricted} restricted")]
    private partial void LogEnded(string id, int added, int known, int leftOut, int restricted);

    [LoggerMessage(LogLevel.Warning, "Import {Id} was interrupted ({Reason}); it goes on in some minutes")]
    private partial void LogInterrupted(string id, string reason);
}

/// <param name="Lines">How many lines of a chunk are done.</param>
/// <param name="IsWaiting">The rest of the chunk is done later.</param>
internal sealed record ImportStep(int Lines, ImportCounts Counts, bool IsWaiting = false)
{
    /// <summary>With one line more.</summary>
    public ImportStep With(ImportCounts line) => this with { Lines = Lines + 1, Counts = Counts + line };
}
