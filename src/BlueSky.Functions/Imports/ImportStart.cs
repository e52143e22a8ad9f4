using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Imports;

/// <summary>Starts an import. It runs through the queue, in the app.</summary>
internal sealed partial class ImportStart(
    IImportStore store, IImportQueue queue, ImportSchedule schedule, TimeProvider clock, ILogger<ImportStart> logger)
{
    public const int MaxSource = 200;

    /// <param name="source">Where the people signed up: 1 to <see cref="MaxSource"/> characters.</param>
    /// <returns>False when it is no preview any more, e.g. because it was started already.</returns>
    public async Task<bool> TryStartAsync(
        Import preview, string source, ImportConfirmation confirmation, CancellationToken cancellationToken)
    {
        if (preview.State != ImportState.Preview)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        // First, so that an import that is running is always found.
        await store.AddRunningAsync(new RunningImport(preview.Id, now), cancellationToken);
        var started = await store.TrySaveAsync(
            preview with
            {
                State = ImportState.Running,
                Source = source,
                Confirmation = confirmation,
                StartedAt = now,
                ChangedAt = now,
                Unreadable = [],
            },
            cancellationToken);
        if (started is null)
        {
            return false;
        }

        LogStarted(started.Id, started.Addresses);
        schedule.Expect();
        await queue.TrySendAsync(new ImportMessage(started.Id), cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Information, "Started import {Id} of {Addresses} addresses")]
    private partial void LogStarted(string id, int addresses);
}
