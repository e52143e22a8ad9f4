using Azure;
using Azure.Storage.Queues;

namespace BlueSky.LocalHost.Triggers;

/// <summary>
/// <see cref="IMessageQueue"/> on Azure Storage. The client leaves the encoding alone, so that one message which is
/// not base64 goes to the poison queue as it is, instead of spoiling the batch it came with.
/// </summary>
internal sealed class StorageMessageQueue(QueueServiceClient service, string name) : IMessageQueue
{
    private readonly QueueClient queue = service.GetQueueClient(name);
    private readonly QueueClient poison = service.GetQueueClient($"{name}-poison");

    public string Name => name;

    public async Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(int count, TimeSpan lease, CancellationToken stop)
    {
        try
        {
            var messages = await queue.ReceiveMessagesAsync(count, lease, stop);
            return [.. messages.Value.Select(message => new LeasedMessage(
                message.MessageId, message.PopReceipt, message.Body.ToString(), message.DequeueCount))];
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return [];
        }
    }

    public async Task<string?> HideAsync(string id, string receipt, TimeSpan duration, CancellationToken stop)
    {
        try
        {
            var update = await queue.UpdateMessageAsync(
                id, receipt, visibilityTimeout: duration, cancellationToken: stop);
            return update.Value.PopReceipt;
        }
        catch (RequestFailedException gone) when (IsNoLongerOurs(gone))
        {
            return null;
        }
    }

    public async Task DeleteAsync(string id, string receipt, CancellationToken stop)
    {
        try
        {
            await queue.DeleteMessageAsync(id, receipt, stop);
        }
        catch (RequestFailedException gone) when (IsNoLongerOurs(gone))
        {
            // The lease ended and somebody else has the message now.
        }
    }

    public async Task CopyToPoisonAsync(string body, CancellationToken stop)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: stop);
        await poison.SendMessageAsync(body, stop);
    }

    // 404: deleted. 400 PopReceiptMismatch: leased by somebody else since.
    private static bool IsNoLongerOurs(RequestFailedException failure) => failure.Status is 400 or 404;
}
