using NCrontab;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Runs each timer function on its schedule in UTC, one run at a time.</summary>
/// <param name="call">Runs the function once.</param>
internal sealed class TimerTriggers(
    IReadOnlyList<Function> functions, Func<TimerFunction, CancellationToken, Task> call, TimeProvider time,
    ILogger<TimerTriggers> logger) : BackgroundService
{
    // The clock does not support delays of several weeks, and after a machine's sleep a delay ends late.
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);
    private readonly Dictionary<string, SemaphoreSlim> running = functions.OfType<TimerFunction>()
        .ToDictionary(timer => timer.Name, _ => new SemaphoreSlim(1), StringComparer.OrdinalIgnoreCase);

    private CancellationToken stopping;

    public static DateTimeOffset NextTick(string schedule, DateTimeOffset after) =>
        new(CrontabSchedule.Parse(schedule, new() { IncludingSeconds = true })
            .GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>Runs it once; waits first for a current run.</summary>
    public Task RunNowAsync(TimerFunction timer) => RunAsync(timer, Timeout.InfiniteTimeSpan);

    public override void Dispose()
    {
        foreach (var one in running.Values)
            one.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stopping = stoppingToken;
        return Task.WhenAll(functions.OfType<TimerFunction>().Select(FollowScheduleAsync));
    }

    private async Task FollowScheduleAsync(TimerFunction timer)
    {
        while (true)
        {
            var due = NextTick(timer.Schedule, time.GetUtcNow());
            for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
                await Task.Delay(left < MaxWait ? left : MaxWait, time, stopping);
            await RunAsync(timer, TimeSpan.Zero);
        }
    }

    // A tick is skipped if a run takes longer than the timeout.
    private async Task RunAsync(TimerFunction timer, TimeSpan timeout)
    {
        if (!await running[timer.Name].WaitAsync(timeout, stopping))
            return;
        try
        {
            await call(timer, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The schedule continues after the next start.
        }
#pragma warning disable CA1031 // A failed run must not end the schedule.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.FunctionFailed(failure.Message);
        }
        finally
        {
            running[timer.Name].Release();
        }
    }
}
