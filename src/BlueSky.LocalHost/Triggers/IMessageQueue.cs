namespace BlueSky.LocalHost.Triggers;

/// <summary>A storage queue for a trigger. Message texts are not decoded from base64.</summary>
internal interface IMessageQueue
{
    string Name { get; }

    /// <summary>Leases up to <paramref name="count"/> messages; returns none if the queue does not exist.</summary>
    Task<IReadOnlyList<LeasedMessage>> ReceiveAsync(int count, TimeSpan lease, CancellationToken stop);

    /// <summary>Makes the message invisible for a time from now.</summary>
    /// <returns>The new receipt; null when the lease was lost.</returns>
    Task<string?> HideAsync(string id, string receipt, TimeSpan duration, CancellationToken stop);

    /// <summary>Does nothing when the lease was lost: the message will run again, as in the real host.</summary>
    Task DeleteAsync(string id, string receipt, CancellationToken stop);

    /// <summary>Adds the message to <c>{Name}-poison</c>, which is created if it does not exist.</summary>
    Task CopyToPoisonAsync(string body, CancellationToken stop);
}

/// <summary>A received message. Its dequeue count includes this delivery.</summary>
internal sealed record LeasedMessage(string Id, string Receipt, string Body, long DequeueCount);
