using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Storage;

/// <summary>
/// The two storage clients, by connection string or by an identity. Nothing is opened here.
/// </summary>
internal static class StorageClients
{
    /// <param name="timeout">How long one attempt may take; short by default: a visitor waits.</param>
    /// <param name="identity">Used without a connection string; the managed identity by default.</param>
    public static TableServiceClient CreateTables(
        StorageSettings settings, TimeSpan? timeout = null, TokenCredential? identity = null)
    {
        var options = new TableClientOptions();
        ConfigureRetries(options.Retry, timeout);
        return settings.ConnectionString is { } connectionString
            ? new TableServiceClient(connectionString, options)
            : new TableServiceClient(
                settings.TableEndpoint!, identity ?? ManagedIdentity.Of(settings.ClientId), options);
    }

    /// <inheritdoc cref="CreateTables"/>
    public static QueueServiceClient CreateQueues(
        StorageSettings settings, TimeSpan? timeout = null, TokenCredential? identity = null)
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
