using Azure;
using Azure.Storage.Queues;

namespace BlueSky.LocalHost.Triggers;

/// <summary>
/// <see cref="IMessageQueue"/> on Azure Storage. The client does not decode messages, so that a message that is not
/// base64 goes to the poison queue, instead of failing the whole batch.
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
        catch (RequestFailedException gone) when (IsLeaseLost(gone))
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
        catch (RequestFailedException gone) when (IsLeaseLost(gone))
        {
            // The lease ended, and another client may have the message.
        }
    }

    public async Task CopyToPoisonAsync(string body, CancellationToken stop)
    {
        await poison.CreateIfNotExistsAsync(cancellationToken: stop);
        await poison.SendMessageAsync(body, stop);
    }

    // 404: deleted. 400 PopReceiptMismatch: leased by another client meanwhile.
    private static bool IsLeaseLost(RequestFailedException failure) => failure.Status is 400 or 404;
}
