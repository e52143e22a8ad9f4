namespace BlueSky.Functions.Imports;

/// <summary>
/// Goes on with imports whose run was interrupted, and with those that ask a few people each minute. Called each
/// minute: what is running is kept in memory, and while nothing is, the store is read only now and then.
/// </summary>
internal sealed class ImportSchedule(IImportStore store, IImportQueue queue, TimeProvider clock)
{
    /// <summary>Usually the import's own message starts it: this is for lost ones, and for other instances.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromMinutes(5);

    /// <summary>A chunk takes seconds.</summary>
    private static readonly TimeSpan InterruptedAfter = TimeSpan.FromMinutes(2);

    private bool isRunning;
    private DateTimeOffset nextRead;

    /// <summary>An import was started: the next call looks for it.</summary>
    public void Expect() => isRunning = true;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!isRunning && now < nextRead)
        {
            return;
        }

        var running = await store.FindRunningAsync(cancellationToken).ToListAsync(cancellationToken);
        (isRunning, nextRead) = (running.Count > 0, now + IdleInterval);
        foreach (var each in running)
        {
            await CheckAsync(each, now, cancellationToken);
        }
    }

    private async Task CheckAsync(RunningImport running, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var import = await store.FindAsync(running.Id, cancellationToken);
        if (import is { State: ImportState.Running })
        {
            if (import.Confirmation == ImportConfirmation.Ask || import.ChangedAt + InterruptedAfter <= now)
            {
                await queue.TrySendAsync(new ImportMessage(import.Id), cancellationToken);
            }
        }
        else if (running.At + InterruptedAfter <= now)
        {
            // Ended before it was removed, or was never started.
            await store.RemoveRunningAsync(running.Id, cancellationToken);
        }
    }
}
