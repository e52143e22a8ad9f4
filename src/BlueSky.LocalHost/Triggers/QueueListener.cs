using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Polls one queue and runs what it brings, several messages at a time, until told to stop.</summary>
internal sealed class QueueListener(
    IMessageQueue queue, QueueMessageRun run, QueueSettings settings, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(50);

    // The real host may wait for a minute; here a person looks at the outbox.
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(3);
    private readonly List<Task> running = [];

    public async Task ListenAsync(CancellationToken stop)
    {
        using var interrupt = new CancellationTokenSource();
        for (var pause = MinPause; !stop.IsCancellationRequested;)
        {
            var started = await StartNextAsync(stop, interrupt.Token);
            pause = started > 0 ? MinPause : Longer(pause);
            if (started == 0)
                await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await DrainAsync(interrupt);
    }

    private TimeSpan Longer(TimeSpan pause)
    {
        var configured = settings.MaxPollingInterval ?? MaxPause;
        var longest = configured < MaxPause ? configured : MaxPause;
        return pause * 2 < longest ? pause * 2 : longest;
    }

    /// <returns>How many runs were started.</returns>
    private async Task<int> StartNextAsync(CancellationToken stop, CancellationToken interrupt)
    {
        try
        {
            running.RemoveAll(task => task.IsCompleted);
            while (running.Count > settings.NewBatchThreshold)
            {
                await Task.WhenAny(running).WaitAsync(stop);
                running.RemoveAll(task => task.IsCompleted);
            }

            var messages = await queue.ReceiveAsync(settings.BatchSize, MessageLease.Duration, stop);
            running.AddRange(messages.Select(message => RunAsync(message, interrupt)));
            return messages.Count;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
#pragma warning disable CA1031 // Storage that is away comes back: the listener waits for it and never ends.
        catch (Exception unreachable)
#pragma warning restore CA1031
        {
            logger.QueueUnreachable(queue.Name, unreachable.GetType().Name);
            return 0;
        }
    }

    private async Task RunAsync(LeasedMessage message, CancellationToken interrupt)
    {
        try
        {
            await run.RunAsync(message, interrupt);
        }
#pragma warning disable CA1031 // The message comes back when its lease ends.
        catch (Exception unreachable)
#pragma warning restore CA1031
        {
            logger.QueueUnreachable(queue.Name, unreachable.GetType().Name);
        }
    }

    // What is under way may finish; what takes longer is interrupted, in time for the whole stop.
    private async Task DrainAsync(CancellationTokenSource interrupt)
    {
        interrupt.CancelAfter(DrainPatience);
        await Task.WhenAll(running);
    }
}
