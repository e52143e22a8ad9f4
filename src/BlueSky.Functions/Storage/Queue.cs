using Azure.Storage.Queues;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>One queue, with the operation that the app needs.</summary>
internal sealed class Queue(QueueServiceClient storage, string name, TimeProvider clock)
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

    /// <param name="delay">After which the message becomes visible; at most 7 days.</param>
    /// <returns>Null when it was sent; otherwise why not, without personal data.</returns>
    public async Task<string?> TrySendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var queue = storage.GetQueueClient(name);
            await StorageCall.RunAsync(
                () => queue.SendMessageAsync(message, NotBefore(delay), NeverExpires, linked.Token),
                () => queue.CreateIfNotExistsAsync(cancellationToken: linked.Token));
            return null;
        }
        catch (StorageUnavailableException e)
        {
            return e.Reason;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "no answer in time";
        }
    }
}
