using Azure;
using Azure.Storage.Queues;

namespace BlueSky.LocalHost.Azurite;

/// <summary>Checks that storage responds before LocalHost continues to start.</summary>
internal static class StorageReadiness
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static QueueServiceClient Connect(string connectionString, QueueClientOptions? options = null)
    {
        try
        {
            return new QueueServiceClient(connectionString, options ?? new QueueClientOptions());
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw new StartRefusedException(
                "AzureWebJobsStorage is not a storage connection string: copy it from the storage account's access "
                + "keys, or leave it out, and LocalHost starts Azurite.");
        }
    }

    /// <summary>Accepts any response except a refused key; the queue need not exist.</summary>
    public static async Task EnsureAsync(string connectionString, CancellationToken stop)
    {
        var options = new QueueClientOptions();
        (options.Retry.MaxRetries, options.Retry.NetworkTimeout) = (1, Timeout / 2);
        var queue = Connect(connectionString, options).GetQueueClient("localhost-readiness");
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(Timeout);
        try
        {
            await queue.PeekMessagesAsync(1, deadline.Token);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            throw new StartRefusedException(
                "Storage refuses the key in AzureWebJobsStorage: copy the connection string again.");
        }
        catch (RequestFailedException error) when (error.Status is > 0 and < 500)
        {
            // Storage responds.
        }
        catch (Exception failure) when (!stop.IsCancellationRequested
            && failure is RequestFailedException or AggregateException or OperationCanceledException)
        {
            throw new StartRefusedException(
                "Storage cannot be reached at the address in AzureWebJobsStorage: check it and the network, or leave "
                + "the setting out, and LocalHost starts Azurite.");
        }
    }
}
