using System.Buffers.Text;
using System.Text;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Handles one leased message like the real host.</summary>
internal sealed class QueueMessageRun(
    IMessageQueue queue,
    QueueSettings settings,
    Func<string, CancellationToken, Task> call,
    TimeProvider time,
    ILogger logger)
{
    // A poison queue has no poison queue itself: a message that fails there is invisible for the duration of the real
    // host's lease, and after its last attempt it is not run any more.
    private static readonly TimeSpan PoisonQueuePause = TimeSpan.FromMinutes(10);

    private readonly bool isPoisonQueue = queue.Name.EndsWith("-poison", StringComparison.Ordinal);

    // `stop` interrupts the function; its message is then visible immediately, for the next start.
    public async Task RunAsync(LeasedMessage message, CancellationToken stop)
    {
        if (Decode(message.Body) is not { } text)
        {
            // The host's queue client encodes a text that it could not decode.
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(message.Body));
            await PoisonAsync(message with { Body = encoded }, message.Receipt);
            return;
        }

        if (message.DequeueCount > settings.MaxDequeueCount)
        {
            await PoisonAsync(message, message.Receipt);
            return;
        }

        var (succeeded, latest) = await MessageLease.HoldAsync(queue, message, time, () => CallAsync(text, stop));
        if (latest is not { } receipt)
            return;

        if (succeeded)
            await queue.DeleteAsync(message.Id, receipt, CancellationToken.None);
        else if (stop.IsCancellationRequested)
            await queue.HideAsync(message.Id, receipt, TimeSpan.Zero, CancellationToken.None);
        else if (isPoisonQueue || message.DequeueCount >= settings.MaxDequeueCount)
            await PoisonAsync(message, receipt);
        else
            await queue.HideAsync(message.Id, receipt, settings.VisibilityTimeout, CancellationToken.None);
    }

    private async Task<bool> CallAsync(string text, CancellationToken stop)
    {
        try
        {
            await call(text, stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // Any exception is a failed run.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.FunctionFailed(failure.Message);
            return false;
        }
    }

    // Copied, then deleted, like in the real host. This is not atomic, so a poison message can be duplicated.
    private async Task PoisonAsync(LeasedMessage message, string receipt)
    {
        if (isPoisonQueue)
        {
            await queue.HideAsync(message.Id, receipt, PoisonQueuePause, CancellationToken.None);
            return;
        }

        await queue.CopyToPoisonAsync(message.Body, CancellationToken.None);
        await queue.DeleteAsync(message.Id, receipt, CancellationToken.None);
        logger.Poisoned(queue.Name);
    }

    private static string? Decode(string body) =>
        Base64.IsValid(body) ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : null;
}
