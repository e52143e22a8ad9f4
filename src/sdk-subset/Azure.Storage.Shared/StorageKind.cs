namespace Azure.Storage.Shared;

/// <summary>How a connection string names one of an account's services.</summary>
internal sealed record StorageKind(string EndpointSetting, string Subdomain, int DevelopmentPort)
{
    public static StorageKind Tables { get; } = new("TableEndpoint", "table", 10002);

    public static StorageKind Queues { get; } = new("QueueEndpoint", "queue", 10001);
}
