using Azure.Core;

namespace Azure.Storage.Queues;

/// <summary>The queue service of one storage account. Safe to share; nothing is sent when it is made.</summary>
public class QueueServiceClient
{
    private readonly QueuesConnection connection;

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public QueueServiceClient(string connectionString) : this(connectionString, null)
    {
    }

    /// <exception cref="FormatException">The connection string is malformed.</exception>
    public QueueServiceClient(string connectionString, QueueClientOptions? options) =>
        connection = QueuesConnection.Parse(connectionString, options);

    /// <summary>Asks the credential for tokens of https://storage.azure.com/.default.</summary>
    /// <exception cref="ArgumentException">The address is not https.</exception>
    public QueueServiceClient(Uri serviceUri, TokenCredential credential, QueueClientOptions? options = null) =>
        connection = QueuesConnection.With(serviceUri, credential, options);

    /// <summary>For mocks.</summary>
    protected QueueServiceClient() => connection = null!;

    public virtual QueueClient GetQueueClient(string queueName) => new(connection, queueName);
}
