using System.Text;
using Azure;
using Azure.Storage.Queues;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using BlueSky.Functions.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BlueSky.Functions.Tests.Contracts;

public abstract class SubmissionQueueContract(Azurite? azurite) : StorageContract(azurite)
{
    private static readonly SubmissionMessage Message = new("2026-01-08", "BSK-2345-6789");

    private protected abstract ISubmissionQueue Queue { get; }

    private protected abstract ISubmissionQueue Unreachable { get; }

    [Theory]
    [InlineData(null, false)]
    [InlineData("BSK-2345-6789.staff-notice.1", true)]
    public async Task A_message_is_received_as_it_was_sent(string? mail, bool isCleanRepeat)
    {
        var message = Message with { Mail = mail, IsCleanRepeat = isCleanRepeat };

        Assert.True(await Queue.TrySendAsync(message, TimeSpan.Zero, default));

        Assert.Equal([message], await ReceiveAsync());
    }

    [Fact]
    public async Task Messages_of_one_submission_are_received_each()
    {
        Assert.True(await Queue.TrySendAsync(Message, TimeSpan.Zero, default));
        Assert.True(await Queue.TrySendAsync(Message, TimeSpan.Zero, default));

        Assert.Equal([Message, Message], await ReceiveAsync());
    }

    [Fact]
    public async Task A_delayed_message_is_seen_when_its_delay_is_over_and_not_before()
    {
        Assert.True(await Queue.TrySendAsync(Message, TimeSpan.FromSeconds(1), default));
        Assert.True(await Queue.TrySendAsync(Message with { Mail = "now" }, TimeSpan.Zero, default));

        Assert.Equal(["now"], (await ReceiveAsync()).Select(message => message.Mail));
        await PassAsync(TimeSpan.FromMilliseconds(800));
        Assert.Empty(await ReceiveAsync());
        // A service that counts whole seconds may be late by two.
        await PassAsync(TimeSpan.FromMilliseconds(2_200));
        Assert.Equal([Message], await ReceiveAsync());
    }

    [Fact]
    public async Task A_delay_that_is_over_already_is_none()
    {
        Assert.True(await Queue.TrySendAsync(Message, TimeSpan.FromSeconds(-1), default));

        Assert.Equal([Message], await ReceiveAsync());
    }

    // In base64, which makes four characters of three bytes, a queue takes 65,536 characters.
    [Theory]
    [InlineData(49_152, true)]
    [InlineData(49_153, false)]
    public async Task A_message_that_is_too_large_is_not_sent(int bytes, bool isSent)
    {
        var message = Message with { Mail = new string('x', bytes - (Message with { Mail = "" }).ToJson().Length) };

        Assert.Equal(isSent, await Queue.TrySendAsync(message, TimeSpan.Zero, default));

        Assert.Equal(isSent ? [message] : [], await ReceiveAsync());
    }

    [Fact]
    public async Task An_outage_is_a_message_that_is_not_sent() =>
        Assert.False(await Unreachable.TrySendAsync(Message, TimeSpan.Zero, default));

    [Fact]
    public async Task What_is_cancelled_does_nothing()
    {
        await AllAreCancelledAsync<ISubmissionQueue>([() => Queue.TrySendAsync(Message, TimeSpan.Zero, Cancelled)]);

        Assert.Empty(await ReceiveAsync());
    }

    /// <summary>Takes all messages that are seen now.</summary>
    private protected abstract Task<IReadOnlyList<SubmissionMessage>> ReceiveAsync();

    private protected abstract Task PassAsync(TimeSpan time);
}

public sealed class FakeQueueTests() : SubmissionQueueContract(azurite: null)
{
    private static readonly FakeTimeProvider Clock = new();

    private readonly FakeQueue fake = new(Clock);

    private protected override ISubmissionQueue Queue => fake;

    private protected override ISubmissionQueue Unreachable { get; } = new FakeQueue(Clock) { IsDown = true };

    private protected override Task<IReadOnlyList<SubmissionMessage>> ReceiveAsync() =>
        Task.FromResult(fake.TakeVisible());

    private protected override Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return Task.CompletedTask;
    }
}

[Collection(nameof(Azurite))]
public sealed class StorageQueueTests(Azurite azurite) : SubmissionQueueContract(azurite)
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddMetrics().AddSingleton<Instrumentation>().BuildServiceProvider();

    private readonly QueueClient received = new(azurite.ConnectionString, "submissions");
    private readonly QueueServiceClient queues = azurite.Queues;

    private protected override ISubmissionQueue Queue => Over(queues);

    private protected override ISubmissionQueue Unreachable => Over(Azurite.UnreachableQueues);

    // The host's trigger reads base64, and the app's versions before and after this one read the same JSON.
    [Fact]
    public async Task The_text_is_base64_of_json()
    {
        await Queue.TrySendAsync(
            new SubmissionMessage("2026-01-08", "BSK-2345-6789", "BSK-2345-6789.welcome") { IsCleanRepeat = true },
            TimeSpan.Zero, default);

        var text = (await received.ReceiveMessageAsync()).Value.MessageText;

        Assert.Equal(
            """{"partition":"2026-01-08","id":"BSK-2345-6789","mail":"BSK-2345-6789.welcome","isCleanRepeat":true}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(text)));
    }

    [Fact]
    public async Task A_message_never_expires()
    {
        await Queue.TrySendAsync(new SubmissionMessage("2026-01-08", "BSK-2345-6789"), TimeSpan.Zero, default);

        Assert.Equal(9999, (await received.PeekMessageAsync()).Value.ExpiresOn?.Year);
    }

    public override Task DisposeAsync() => services.DisposeAsync().AsTask();

    private protected override async Task<IReadOnlyList<SubmissionMessage>> ReceiveAsync()
    {
        try
        {
            var messages = await received.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(10));
            return
            [
                .. messages.Value.Select(message => SubmissionMessage.Parse(
                    Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)))),
            ];
        }
        catch (RequestFailedException e) when (e.ErrorCode == "QueueNotFound")
        {
            return []; // It is created for the first message.
        }
    }

    private protected override Task PassAsync(TimeSpan time) => Task.Delay(time);

    private SubmissionStorageQueue Over(QueueServiceClient storage) => new(
        storage, services.GetRequiredService<Instrumentation>(), TimeProvider.System,
        NullLogger<SubmissionStorageQueue>.Instance);
}
