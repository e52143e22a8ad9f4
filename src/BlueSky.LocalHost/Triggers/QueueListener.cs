using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Polls one queue and runs its messages in parallel, until it is stopped.</summary>
internal sealed class QueueListener(
    IMessageQueue queue, QueueMessageRun run, QueueSettings settings, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(50);

    // The real host may pause for a minute; here a developer waits for the email.
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(3);
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
        var max = configured < MaxPause ? configured : MaxPause;
        return pause * 2 < max ? pause * 2 : max;
    }

    /// <returns>The number of started runs.</returns>
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
#pragma warning disable CA1031 // The listener must survive storage outages.
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
#pragma warning disable CA1031 // The message becomes visible again when its lease ends.
        catch (Exception unreachable)
#pragma warning restore CA1031
        {
            logger.QueueUnreachable(queue.Name, unreachable.GetType().Name);
        }
    }

    // Running messages may finish; slow ones are interrupted, so that LocalHost stops in time.
    private async Task DrainAsync(CancellationTokenSource interrupt)
    {
        interrupt.CancelAfter(DrainTimeout);
        await Task.WhenAll(running);
    }
}
