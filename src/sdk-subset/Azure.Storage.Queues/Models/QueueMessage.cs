namespace Azure.Storage.Queues.Models;

/// <summary>A message that is the receiver's until <see cref="NextVisibleOn"/>.</summary>
public class QueueMessage
{
    internal QueueMessage(
        string messageId,
        string popReceipt,
        BinaryData body,
        long dequeueCount,
        DateTimeOffset? insertedOn,
        DateTimeOffset? nextVisibleOn)
    {
        MessageId = messageId;
        PopReceipt = popReceipt;
        Body = body;
        DequeueCount = dequeueCount;
        InsertedOn = insertedOn;
        NextVisibleOn = nextVisibleOn;
    }

    public string MessageId { get; }

    /// <summary>What deletes or updates it; each receive and each update makes a new one.</summary>
    public string PopReceipt { get; }

    public string MessageText => Body.ToString();

    public BinaryData Body { get; }

    /// <summary>How often it was received, this time included.</summary>
    public long DequeueCount { get; }

    public DateTimeOffset? InsertedOn { get; }

    public DateTimeOffset? NextVisibleOn { get; }
}
