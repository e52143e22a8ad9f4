namespace Azure.Storage.Queues.Models;

/// <summary>A message that was looked at and not received.</summary>
public class PeekedMessage
{
    internal PeekedMessage(string messageId, BinaryData body, long dequeueCount, DateTimeOffset? insertedOn)
    {
        MessageId = messageId;
        Body = body;
        DequeueCount = dequeueCount;
        InsertedOn = insertedOn;
    }

    public string MessageId { get; }

    public string MessageText => Body.ToString();

    public BinaryData Body { get; }

    public long DequeueCount { get; }

    public DateTimeOffset? InsertedOn { get; }
}
