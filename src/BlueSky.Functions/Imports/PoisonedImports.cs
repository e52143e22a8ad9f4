using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Imports;

/// <summary>Handles the messages that failed too often.</summary>
internal sealed partial class PoisonedImports(
    IImportStore store, TimeProvider clock, ILogger<PoisonedImports> logger)
{
    /// <summary>Stops an import that our code cannot process; what it has done stays.</summary>
    /// <param name="message">Null when unreadable.</param>
    public async Task FailAsync(ImportMessage? message, CancellationToken cancellationToken)
    {
        if (message is null)
        {
            LogUnreadable();
            return;
        }

        if (await store.FindAsync(message.Import, cancellationToken) is { State: ImportState.Running } import
            && await store.TrySaveAsync(
                import with { State = ImportState.Failed, ChangedAt = clock.GetUtcNow() }, cancellationToken)
                is not null)
        {
            await store.RemoveRunningAsync(import.Id, cancellationToken);
            LogFailed(import.Id);
        }
    }

    [LoggerMessage(LogLevel.Critical, "Import {Id} could not be processed and stopped: upload the file again")]
    private partial void LogFailed(string id);

    [LoggerMessage(
        LogLevel.Critical,
        "A message in the poison queue names no import and was deleted: something else writes to the queue")]
    private partial void LogUnreadable();
}
