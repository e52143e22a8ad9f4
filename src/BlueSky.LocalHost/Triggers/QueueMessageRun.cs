using System.Text;
using System.Buffers.Text;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost.Triggers;

/// <summary>What the real host does with one message, from its lease to its end.</summary>
internal sealed class QueueMessageRun(
    QueueFunction function,
    IMessageQueue queue,
    QueueSettings settings,
    FunctionInvoker invoker,
    TimeProvider time,
    ILogger logger)
{
    // `stop` interrupts the function; its message then comes back at once, to the next start.
    public async Task RunAsync(LeasedMessage message, CancellationToken stop)
    {
        if (message.DequeueCount > settings.MaxDequeueCount || Decode(message.Body) is not { } text)
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
        else if (message.DequeueCount >= settings.MaxDequeueCount)
            await PoisonAsync(message, receipt);
        else
            await queue.HideAsync(message.Id, receipt, settings.VisibilityTimeout, CancellationToken.None);
    }

    private async Task<bool> CallAsync(string text, CancellationToken stop)
    {
        try
        {
            await invoker.InvokeAsync(function, parameter =>
                parameter.ParameterType == typeof(CancellationToken) ? stop : text);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
#pragma warning disable CA1031 // A failed run is an outcome here, whatever failed.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.FunctionFailed(function.Name, failure);
            return false;
        }
    }

    // Copied, then deleted, as the real host does: not in one step, so a poison message can be there twice.
    private async Task PoisonAsync(LeasedMessage message, string receipt)
    {
        await queue.CopyToPoisonAsync(message.Body, CancellationToken.None);
        await queue.DeleteAsync(message.Id, receipt, CancellationToken.None);
        logger.Poisoned(queue.Name);
    }

    private static string? Decode(string body) =>
        Base64.IsValid(body) ? Encoding.UTF8.GetString(Convert.FromBase64String(body)) : null;
}
