using System.Diagnostics;
using Azure.Storage.Queues;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Storage;

/// <summary>Queue <c>submissions</c>: base64 JSON of keys.</summary>
internal sealed partial class SubmissionStorageQueue(
    QueueServiceClient storage, Instrumentation instrumentation, TimeProvider clock,
    ILogger<SubmissionStorageQueue> logger)
    : ISubmissionQueue
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    /// <summary>The service's value for messages that never expire; its default is 7 days.</summary>
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    /// <summary>
    /// Rounds up and adds a second, because the service rounds a delay down to whole seconds and uses its own clock. A
    /// message that arrives too early is lost, because its email is not due yet.
    /// </summary>
    internal static TimeSpan NotBefore(TimeSpan delay) => delay > TimeSpan.Zero
        ? TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds) + 1)
        : TimeSpan.Zero;

    public async Task<bool> TrySendAsync(
        SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var span = instrumentation.StartEnqueue();
        using var deadline = new CancellationTokenSource(Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var queue = storage.GetQueueClient(SubmissionMessage.QueueName);
            await StorageCall.RunAsync(
                () => queue.SendMessageAsync(message.ToJson(), NotBefore(delay), NeverExpires, linked.Token),
                () => queue.CreateIfNotExistsAsync(cancellationToken: linked.Token));
            return true;
        }
        catch (StorageUnavailableException e)
        {
            return NotSent(span, message, e.Reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NotSent(span, message, "no answer in time");
        }
    }

    private bool NotSent(Activity? span, SubmissionMessage message, string reason)
    {
        Instrumentation.NotEnqueued(span);
        LogUnreachable(message.Id, reason);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "No message could be queued for {Id} ({Reason}); Sweep will retry it")]
    private partial void LogUnreachable(string id, string reason);
}
