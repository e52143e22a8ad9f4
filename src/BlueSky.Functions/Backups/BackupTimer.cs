using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Backups;

/// <summary>
/// Exports the tables once a day, in as many runs as it takes, and raises an alert when no export was completed for two
/// days. The audit remembers the days: it is in another account than the backup, which may be what is out of reach.
/// </summary>
internal sealed partial class BackupTimer(
    NightlyExport export, BackupSettings settings, IAuditLog audit, TimeProvider clock, ILogger<BackupTimer> logger)
{
    /// <summary>The function's name, also in the audit.</summary>
    public const string Command = "backup";

    private const string Who = "timer";
    private const string Subject = "tables";
    private const string Done = "done";

    /// <summary>The host ends a run after 10 minutes.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(2);

    private DateOnly completedDay;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var day = SubmissionKey.DayOf(clock.GetUtcNow());
        if (!settings.IsOn || day == completedDay)
        {
            return;
        }

        try
        {
            if (await RunAsync(day, cancellationToken))
            {
                completedDay = day;
                return;
            }
        }
        catch (StorageUnavailableException e)
        {
            LogFailed(e.Reason);
        }

        await WarnAsync(cancellationToken);
    }

    /// <returns>Whether the day's export is complete.</returns>
    private async Task<bool> RunAsync(DateOnly day, CancellationToken cancellationToken)
    {
        var midnight = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        if (await audit.FindLastAsync(Command, AuditEntry.Begun, midnight, cancellationToken) is null)
        {
            await AddAsync(AuditEntry.Begun, cancellationToken);
        }

        var progress = await export.RunAsync(day, MaxDuration, cancellationToken);
        if (progress.IsNew)
        {
            await AddAsync(Done, cancellationToken);
            LogCompleted(progress.Rows);
        }
        else if (!progress.IsComplete)
        {
            LogMoreToDo(progress.Rows);
        }

        return progress.IsComplete;
    }

    private Task AddAsync(string outcome, CancellationToken cancellationToken) => audit.AddAsync(
        AuditEntry.Begin(clock.GetUtcNow(), Who, Command, Subject) with { Outcome = outcome }, cancellationToken);

    // Only if one was begun before: on the first two days there is nothing to miss.
    private async Task WarnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var since = clock.GetUtcNow() - MaxAge;
            if (await audit.FindLastAsync(Command, Done, since, cancellationToken) is null
                && await audit.ReadAsync(since.AddDays(-1), since, cancellationToken)
                    .AnyAsync(entry => entry.Command == Command, cancellationToken))
            {
                LogTooOld();
            }
        }
        catch (StorageUnavailableException e)
        {
            LogFailed(e.Reason);
        }
    }

    [LoggerMessage(LogLevel.Information, "The export of the tables is complete; this run wrote {Rows} rows")]
    private partial void LogCompleted(int rows);

    [LoggerMessage(
        LogLevel.Information, "The export of the tables goes on in the next run; this one wrote {Rows} rows")]
    private partial void LogMoreToDo(int rows);

    [LoggerMessage(LogLevel.Error, "The export of the tables failed ({Reason}); the next run goes on")]
    private partial void LogFailed(string reason);

    [LoggerMessage(LogLevel.Critical, "No export of the tables was completed for two days: there is no new backup")]
    private partial void LogTooOld();
}

/// <summary>Each hour: the first run of a UTC day exports the tables, the others go on if it was not enough.</summary>
public sealed class BackupFunction
{
    private readonly BackupTimer timer;

    internal BackupFunction(BackupTimer timer) => this.timer = timer;

    [Function(BackupTimer.Command)]
    public Task RunAsync([TimerTrigger("0 23 * * * *")] TimerInfo info, CancellationToken cancellationToken) =>
        timer.RunAsync(cancellationToken);
}
