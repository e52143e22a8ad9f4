using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Creates the storage clients, with a connection string or an identity. Does not connect.
/// </summary>
internal static class StorageClients
{
    /// <param name="timeout">For one attempt; short by default, because a visitor waits.</param>
    /// <param name="identity">Used if there is no connection string; by default the managed identity.</param>
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
        // The queue trigger expects base64; the client's default is plain text.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        ConfigureRetries(options.Retry, timeout);
        return settings.ConnectionString is { } connectionString
            ? new QueueServiceClient(connectionString, options)
            : new QueueServiceClient(
                settings.QueueEndpoint!, identity ?? ManagedIdentity.Of(settings.ClientId), options);
    }

    /// <summary>The container of the backups, in an account of its own.</summary>
    /// <exception cref="InvalidDataException">There is no backup.</exception>
    public static BlobContainerClient CreateBackups(BackupSettings settings, TokenCredential? identity = null)
    {
        var options = new BlobClientOptions();
        // No visitor waits, and a part has 4 MB.
        ConfigureRetries(options.Retry, TimeSpan.FromSeconds(30));
        var service = settings switch
        {
            { ConnectionString: { } connectionString } => new BlobServiceClient(connectionString, options),
            { AccountName: { } account } => new BlobServiceClient(
                new Uri($"https://{account}.blob.core.windows.net"),
                identity ?? ManagedIdentity.Of(settings.ClientId), options),
            _ => throw new InvalidDataException(
                "There is no backup: set Backup:ConnectionString or Backup:AccountName."),
        };
        return service.GetBlobContainerClient(BackupContainer.Name);
    }

    /// <remarks>Azure.Core's defaults allow four attempts of 100 s; a visitor gets a response within 15 s.</remarks>
    internal static void ConfigureRetries(RetryOptions retry, TimeSpan? timeout = null)
    {
        retry.NetworkTimeout = timeout ?? TimeSpan.FromSeconds(3);
        retry.MaxRetries = 2;
        retry.Delay = TimeSpan.FromMilliseconds(200);
        retry.MaxDelay = TimeSpan.FromSeconds(1);
    }
}
