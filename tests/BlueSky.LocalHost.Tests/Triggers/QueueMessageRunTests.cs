using BlueSky.LocalHost.Settings;
using BlueSky.LocalHost.Triggers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.LocalHost.Tests.Triggers;

public sealed class QueueMessageRunTests
{
    private const string Hello = "aGVsbG8=";
    private static readonly QueueSettings Settings =
        new(MaxDequeueCount: 3, VisibilityTimeout: TimeSpan.FromSeconds(7));
    private readonly FakeTimeProvider time = new();
    private readonly FakeQueue queue = new();
    private readonly Work work = new();

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_message_that_ran_is_deleted()
    {
        await RunAsync(Hello, dequeueCount: 1);

        Assert.Equal(["hello"], work.Messages);
        Assert.Equal(["receipt"], queue.Deleted);
        Assert.Empty(queue.Hidden);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_message_that_failed_stays_away_for_the_visibility_time_out()
    {
        work.Outcome = () => Task.FromException(new InvalidOperationException());

        await RunAsync(Hello, dequeueCount: 2);

        Assert.Equal([("receipt", TimeSpan.FromSeconds(7))], queue.Hidden);
        Assert.Empty(queue.Deleted);
        Assert.Empty(queue.Poisoned);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_message_that_failed_for_the_last_time_goes_to_the_poison_queue_as_it_was()
    {
        work.Outcome = () => Task.FromException(new InvalidOperationException());

        await RunAsync(Hello, dequeueCount: 3);

        Assert.Equal([Hello], queue.Poisoned);
        Assert.Equal(["receipt"], queue.Deleted);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_message_received_too_often_is_poisoned_without_a_run()
    {
        await RunAsync(Hello, dequeueCount: 4);

        Assert.Empty(work.Messages);
        Assert.Equal([Hello], queue.Poisoned);
        Assert.Equal(["receipt"], queue.Deleted);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_message_that_is_not_base64_is_poisoned_at_once_and_encoded_on_the_way()
    {
        await RunAsync("not base64!", dequeueCount: 1);

        Assert.Empty(work.Messages);
        Assert.Equal(["bm90IGJhc2U2NCE="], queue.Poisoned);
        Assert.Equal(["receipt"], queue.Deleted);
    }

    [Theory(Timeout = TimeLimit.InProcess)]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(4, 0)]
    public async Task What_fails_in_a_poison_queue_stays_away_for_ten_minutes_and_is_never_poisoned_again(
        long dequeueCount, int runs)
    {
        queue.Name = "letters-poison";
        work.Outcome = () => Task.FromException(new InvalidOperationException());

        await RunAsync(Hello, dequeueCount);

        Assert.Equal(runs, work.Messages.Count);
        Assert.Equal([("receipt", TimeSpan.FromMinutes(10))], queue.Hidden);
        Assert.Empty(queue.Deleted);
        Assert.Empty(queue.Poisoned);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task The_lease_is_renewed_while_the_function_runs_and_its_last_receipt_counts()
    {
        var finish = new TaskCompletionSource();
        work.Outcome = () => finish.Task;

        var run = RunAsync(Hello, dequeueCount: 1);
        time.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => queue.Hidden.Count == 1);
        finish.SetResult();
        await run;

        Assert.Equal([("receipt", TimeSpan.FromSeconds(30))], queue.Hidden);
        Assert.Equal(["receipt-1"], queue.Deleted);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_message_lost_meanwhile_is_left_to_whoever_has_it()
    {
        var finish = new TaskCompletionSource();
        work.Outcome = () => finish.Task;
        queue.Lost = true;

        var run = RunAsync(Hello, dequeueCount: 1);
        time.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(() => queue.Hidden.Count == 1);
        finish.SetResult();
        await run;

        Assert.Empty(queue.Deleted);
    }

    [Fact(Timeout = TimeLimit.InProcess)]
    public async Task A_run_interrupted_by_a_stop_gives_its_message_back_at_once()
    {
        using var stop = new CancellationTokenSource();
        work.Outcome = () => Task.Delay(Timeout.Infinite, stop.Token);

        var run = RunAsync(Hello, dequeueCount: 3, stop.Token);
        await stop.CancelAsync();
        await run;

        Assert.Equal([("receipt", TimeSpan.Zero)], queue.Hidden);
        Assert.Empty(queue.Poisoned);
    }

    private async Task RunAsync(string body, long dequeueCount, CancellationToken stop = default)
    {
        var run = new QueueMessageRun(queue, Settings, work.TakeAsync, time, NullLogger.Instance);

        await run.RunAsync(new LeasedMessage("id", "receipt", body, dequeueCount), stop)
            .WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!condition())
            await Task.Delay(10, enough.Token);
    }

    private sealed class Work
    {
        public List<string> Messages { get; } = [];

        public Func<Task> Outcome { get; set; } = () => Task.CompletedTask;

        public Task TakeAsync(string message, CancellationToken stop)
        {
            Messages.Add(message);
            return Outcome();
        }
    }
}
