using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Storage;

/// <summary>
/// The two storage clients, by connection string or by an identity. Nothing is opened here.
/// </summary>
internal sealed class StorageClients(Lazy<TableServiceClient> tables, Lazy<QueueServiceClient> queues)
{
    /// <param name="timeout">How long one attempt may take; short when it is not said: a visitor waits.</param>
    /// <param name="identity">Who uses storage without a connection string; the managed identity if not said.</param>
    public StorageClients(StorageSettings settings, TimeSpan? timeout = null, TokenCredential? identity = null)
        : this(
            new Lazy<TableServiceClient>(() => CreateTables(settings, timeout, identity)),
            new Lazy<QueueServiceClient>(() => CreateQueues(settings, timeout, identity)))
    {
    }

    public TableServiceClient Tables => tables.Value;

    public QueueServiceClient Queues => queues.Value;

    private static TableServiceClient CreateTables(
        StorageSettings settings, TimeSpan? timeout, TokenCredential? identity)
    {
        var options = new TableClientOptions();
        ConfigureRetries(options.Retry, timeout);
        return settings.ConnectionString is { } connectionString
            ? new TableServiceClient(connectionString, options)
            : new TableServiceClient(
                settings.TableEndpoint!, identity ?? ManagedIdentity.Of(settings.ClientId), options);
    }

    private static QueueServiceClient CreateQueues(
        StorageSettings settings, TimeSpan? timeout, TokenCredential? identity)
    {
        // The queue trigger reads base64, and the client's own default is plain text.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        ConfigureRetries(options.Retry, timeout);
        return settings.ConnectionString is { } connectionString
            ? new QueueServiceClient(connectionString, options)
            : new QueueServiceClient(
                settings.QueueEndpoint!, identity ?? ManagedIdentity.Of(settings.ClientId), options);
    }

    /// <remarks>Azure.Core's defaults wait up to 100 s, four times; a visitor waits 15 s for an answer.</remarks>
    internal static void ConfigureRetries(RetryOptions retry, TimeSpan? timeout = null)
    {
        retry.NetworkTimeout = timeout ?? TimeSpan.FromSeconds(3);
        retry.MaxRetries = 2;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.MaxDelay = TimeSpan.FromSeconds(1);
    }
}
