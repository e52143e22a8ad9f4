namespace Azure.Storage.Queues;

/// <summary>How a message's text is put into the XML on the wire. The Functions host expects base64.</summary>
public enum QueueMessageEncoding
{
    None = 0,
    Base64 = 1,
}
