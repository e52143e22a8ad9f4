namespace BlueSky.LocalHost.Triggers;

/// <summary>A storage queue as a trigger sees it: texts as they lie in the queue, still in base64.</summary>
internal interface IMessageQueue
{
    string Name { get; }

    /// <summary>Up to <paramref name="count"/> messages, leased; none while the queue does not exist.</summary>
    Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(int count, TimeSpan lease, CancellationToken stop);

    /// <summary>Keeps the message away for so long from now.</summary>
    /// <returns>The receipt that counts from now on; null when the message is no longer ours.</returns>
    Task<string?> HideAsync(string id, string receipt, TimeSpan duration, CancellationToken stop);

    /// <summary>Does nothing when the message is no longer ours: it will run again, as on the real host.</summary>
    Task DeleteAsync(string id, string receipt, CancellationToken stop);

    /// <summary>Adds the message to <c>{Name}-poison</c>, which it creates when missing.</summary>
    Task CopyToPoisonAsync(string body, CancellationToken stop);
}

/// <summary>A received message. Its dequeue count includes this time.</summary>
internal sealed record LeasedMessage(string Id, string Receipt, string Body, long DequeueCount);
