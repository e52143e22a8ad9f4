using System.Text;
using Azure;
using Azure.Storage.Queues;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class ImportQueueContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly ImportMessage Message = new("IMP-2345-6789");

    private protected abstract IImportQueue Queue { get; }

    private protected abstract IImportQueue Unreachable { get; }

    [Fact]
    public async Task Each_message_is_received_as_it_was_sent()
    {
        Assert.True(await Queue.TrySendAsync(Message, default));
        Assert.True(await Queue.TrySendAsync(Message, default));

        Assert.Equal([Message, Message], await ReceiveAsync());
    }

    [Fact]
    public async Task An_outage_is_a_message_that_is_not_sent() =>
        Assert.False(await Unreachable.TrySendAsync(Message, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<IImportQueue>([() => Queue.TrySendAsync(Message, Cancelled)]);

        Assert.Empty(await ReceiveAsync());
    }

    /// <summary>Takes all messages.</summary>
    private protected abstract Task<IReadOnlyList<ImportMessage?>> ReceiveAsync();
}

public sealed class FakeImportQueueTests() : ImportQueueContract(azurite: null)
{
    private readonly FakeImportQueue fake = new();

    private protected override IImportQueue Queue => fake;

    private protected override IImportQueue Unreachable { get; } = new FakeImportQueue { IsDown = true };

    private protected override Task<IReadOnlyList<ImportMessage?>> ReceiveAsync() =>
        Task.FromResult<IReadOnlyList<ImportMessage?>>(fake.Take());
}

[Collection(nameof(Azurite))]
public sealed class ImportStorageQueueTests(Azurite azurite) : ImportQueueContract(azurite)
{
    private readonly QueueClient received = new(azurite.ConnectionString, "imports");

    private protected override IImportQueue Queue { get; } = Over(azurite.Queues);

    private protected override IImportQueue Unreachable { get; } = Over(Azurite.UnreachableQueues);

    private protected override async Task<IReadOnlyList<ImportMessage?>> ReceiveAsync()
    {
        try
        {
            var messages = await received.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10));
            return
            [
                .. messages.Value.Select(message => ImportMessage.TryParse(
                    Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)))),
            ];
        }
        catch (RequestFailedException e) when (e.ErrorCode == "QueueNotFound")
        {
            return []; // It is created for the first message.
        }
    }

    private static ImportStorageQueue Over(QueueServiceClient storage) =>
        new(storage, TimeProvider.System, NullLogger<ImportStorageQueue>.Instance);
}
