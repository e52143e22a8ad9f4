using BlueSky.LocalHost.Triggers;

namespace BlueSky.LocalHost.Tests.Triggers;

/// <summary>A queue that writes down what is done to its messages; each hiding gives a new receipt.</summary>
internal sealed class FakeQueue : IMessageQueue
{
    public string Name { get; set; } = "letters";

    public List<string> Deleted { get; } = [];

    public List<(string Receipt, TimeSpan Duration)> Hidden { get; } = [];

    public List<string> Poisoned { get; } = [];

    /// <summary>Somebody else has the message: what is done to it finds nothing.</summary>
    public bool Lost { get; set; }

    public Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(int count, TimeSpan lease, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<LeasedMessage>>([]);

    public Task<string?> HideAsync(string id, string receipt, TimeSpan duration, CancellationToken stop)
    {
        Hidden.Add((receipt, duration));
        return Task.FromResult(Lost ? null : $"receipt-{Hidden.Count}");
    }

    public Task DeleteAsync(string id, string receipt, CancellationToken stop)
    {
        Deleted.Add(receipt);
        return Task.CompletedTask;
    }

    public Task CopyToPoisonAsync(string body, CancellationToken stop)
    {
        Poisoned.Add(body);
        return Task.CompletedTask;
    }
}
