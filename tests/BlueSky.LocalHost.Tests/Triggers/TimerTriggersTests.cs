using System.Globalization;
using BlueSky.LocalHost.Triggers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.LocalHost.Tests.Triggers;

public sealed class TimerTriggersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("0 * * * * *", "2026-01-09T10:00:00Z", "2026-01-09T10:01:00Z")]
    [InlineData("*/20 * * * * *", "2026-01-09T10:00:41Z", "2026-01-09T10:01:00Z")]
    [InlineData("0 30 7 * * *", "2026-03-08T07:30:00Z", "2026-03-09T07:30:00Z")]
    [InlineData("0 0 0 1 * *", "2026-12-31T23:59:59Z", "2027-01-01T00:00:00Z")]
    [InlineData("0 0 9 * * 1-5", "2026-01-09T09:00:00Z", "2026-01-12T09:00:00Z")]
    [InlineData("0 0 3 * * *", "2026-01-09T10:00:00+09:00", "2026-01-09T03:00:00Z")]
    public void The_next_tick_is_after_now_and_in_utc(string schedule, string after, string expected) =>
        Assert.Equal(At(expected), TimerTriggers.NextTick(schedule, At(after)));

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_failed_tick_does_not_end_the_schedule()
    {
        var time = new FakeTimeProvider(At("2026-01-09T10:00:30Z"));
        var ticks = new Ticks { Fails = true };
        using var timers = Timers(ticks, time);
        await timers.StartAsync(CancellationToken.None);

        await LetTimePassUntilATickAsync(time, ticks);
        await LetTimePassUntilATickAsync(time, ticks);

        Assert.InRange(time.GetUtcNow(), At("2026-01-09T10:02:00Z"), At("2026-01-09T11:00:00Z"));
        await timers.StopAsync(CancellationToken.None);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_timer_runs_when_asked()
    {
        var ticks = new Ticks();
        using var timers = Timers(ticks, new FakeTimeProvider(At("2026-01-09T10:00:30Z")));
        await timers.StartAsync(CancellationToken.None);

        await timers.RunNowAsync(Sweep).WaitAsync(Patience);

        Assert.Equal(1, ticks.Ran.CurrentCount);
        await timers.StopAsync(CancellationToken.None);
    }

    private static TimerFunction Sweep => new("sweep", "timer", "0 * * * * *");

    private static TimerTriggers Timers(Ticks ticks, TimeProvider time) =>
        new([Sweep], ticks.TickAsync, time, NullLogger<TimerTriggers>.Instance);

    // In steps: the schedule looks at the clock on another thread, some time after a start or a tick.
    private static async Task LetTimePassUntilATickAsync(FakeTimeProvider time, Ticks ticks)
    {
        using var enough = new CancellationTokenSource(Patience);
        while (!await ticks.Ran.WaitAsync(TimeSpan.FromMilliseconds(10), enough.Token))
            time.Advance(TimeSpan.FromSeconds(5));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    private sealed class Ticks
    {
        public SemaphoreSlim Ran { get; } = new(0);

        public bool Fails { get; init; }

        public Task TickAsync(TimerFunction timer, CancellationToken stop)
        {
            Ran.Release();
            return Fails ? Task.FromException(new InvalidOperationException(timer.Name)) : Task.CompletedTask;
        }
    }
}
