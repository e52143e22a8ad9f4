using Azure;
using Azure.Storage.Queues;
using BlueSky.SdkSubset.Tests.Azurite;

namespace BlueSky.SdkSubset.Tests.Queues;

[Collection(SharedAzurite.Name)]
public class QueueOnAzuriteTests(AzuriteProcess azurite) : IAsyncLifetime
{
    private readonly QueueClient queue = new QueueServiceClient(
        azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })
        .GetQueueClient(azurite.NewName());

    public Task InitializeAsync() => queue.CreateIfNotExistsAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact(Timeout = 10_000)]
    public async Task A_message_comes_back_until_it_is_deleted()
    {
        var sent = (await queue.SendMessageAsync("Zoë 😀 <&", timeToLive: TimeSpan.FromSeconds(-1))).Value;

        var first = Assert.Single((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1))).Value);
        Assert.Equal((sent.MessageId, "Zoë 😀 <&", 1L), (first.MessageId, first.MessageText, first.DequeueCount));
        Assert.Empty((await queue.PeekMessagesAsync(32)).Value);

        var update = await queue.UpdateMessageAsync(first.MessageId, first.PopReceipt);
        var again = Assert.Single((await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1))).Value);
        Assert.Equal(("Zoë 😀 <&", 2L), (again.MessageText, again.DequeueCount));
        var stale = await Assert.ThrowsAsync<RequestFailedException>(
            () => queue.DeleteMessageAsync(first.MessageId, update.Value.PopReceipt));
        Assert.Equal((400, "PopReceiptMismatch"), (stale.Status, stale.ErrorCode));

        await queue.DeleteMessageAsync(again.MessageId, again.PopReceipt);
        var gone = await Assert.ThrowsAsync<RequestFailedException>(
            () => queue.DeleteMessageAsync(again.MessageId, again.PopReceipt));
        Assert.Equal((404, "MessageNotFound"), (gone.Status, gone.ErrorCode));
    }

    [Fact(Timeout = 10_000)]
    public async Task An_update_can_change_the_text()
    {
        await queue.SendMessageAsync("old");
        var received = Assert.Single((await queue.ReceiveMessagesAsync()).Value);

        await queue.UpdateMessageAsync(received.MessageId, received.PopReceipt, "new");

        Assert.Equal("new", Assert.Single((await queue.PeekMessagesAsync()).Value).MessageText);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_delayed_message_is_not_seen_yet()
    {
        await queue.SendMessageAsync("later", TimeSpan.FromMinutes(10));

        Assert.Empty((await queue.ReceiveMessagesAsync(32)).Value);
    }

    [Fact(Timeout = 10_000)]
    public async Task A_queue_is_created_once_and_a_missing_one_is_named()
    {
        Assert.Null(await queue.CreateIfNotExistsAsync());
        Assert.Null(await queue.CreateIfNotExistsAsync(new Dictionary<string, string> { ["owner"] = "clinic" }));

        var missing = new QueueClient(azurite.ConnectionString, "missing");
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => missing.SendMessageAsync("x"));
        Assert.Equal((404, "QueueNotFound"), (failure.Status, failure.ErrorCode));
    }
}
