using NCrontab;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Runs each timer function by its schedule in UTC, and never two runs of one at once.</summary>
/// <param name="call">Runs the function once.</param>
internal sealed class TimerTriggers(
    IReadOnlyList<Function> functions, Func<TimerFunction, CancellationToken, Task> call, TimeProvider time,
    ILogger<TimerTriggers> logger) : BackgroundService
{
    // Longer delays than some weeks are refused by the clock, and a machine that slept wakes up late.
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);
    private readonly Dictionary<string, SemaphoreSlim> running = functions.OfType<TimerFunction>()
        .ToDictionary(timer => timer.Name, _ => new SemaphoreSlim(1), StringComparer.OrdinalIgnoreCase);

    private CancellationToken stopping;

    public static DateTimeOffset NextTick(string schedule, DateTimeOffset after) =>
        new(CrontabSchedule.Parse(schedule, new() { IncludingSeconds = true })
            .GetNextOccurrence(after.UtcDateTime), TimeSpan.Zero);

    /// <summary>Runs it once, after a run that is under way.</summary>
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

    // A tick that meets a run under way is left out; there is a next one.
    private async Task RunAsync(TimerFunction timer, TimeSpan patience)
    {
        if (!await running[timer.Name].WaitAsync(patience, stopping))
            return;
        try
        {
            await call(timer, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The next start's ticks go on from here.
        }
#pragma warning disable CA1031 // One failed tick must not end the schedule, whatever failed.
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
