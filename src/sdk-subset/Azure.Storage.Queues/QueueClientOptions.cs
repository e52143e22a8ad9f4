using Azure.Core;

namespace Azure.Storage.Queues;

/// <summary>Encoding, retries, timeouts, transport and diagnostics of a queue client.</summary>
public class QueueClientOptions : ClientOptions
{
    // The published default is the newest version it knows, which an Azurite of today refuses.
    private const ServiceVersion DefaultVersion = ServiceVersion.V2021_12_02;

    public QueueClientOptions(ServiceVersion version = DefaultVersion)
    {
        Version = version == DefaultVersion ? version : throw new ArgumentOutOfRangeException(nameof(version));
        // As published for queues; Azure.Core's own default, which tables have, is three.
        Retry.MaxRetries = 5;
    }

    public ServiceVersion Version { get; }

    /// <summary>Without base64, a message must be text that XML can hold.</summary>
    public QueueMessageEncoding MessageEncoding { get; set; } = QueueMessageEncoding.None;

    internal const string WireVersion = "2021-12-02";

    public enum ServiceVersion
    {
        V2021_12_02 = 15,
    }
}
