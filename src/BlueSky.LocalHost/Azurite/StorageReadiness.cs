using Azure;
using Azure.Storage.Queues;

namespace BlueSky.LocalHost.Azurite;

/// <summary>Asks storage for an answer before anything is promised on it.</summary>
internal static class StorageReadiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

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

    /// <summary>Any answer will do, but for a refusal of the key: the queue need not be there.</summary>
    public static async Task EnsureAsync(string connectionString, CancellationToken stop)
    {
        var impatient = new QueueClientOptions();
        (impatient.Retry.MaxRetries, impatient.Retry.NetworkTimeout) = (1, Patience / 2);
        var queue = Connect(connectionString, impatient).GetQueueClient("localhost-readiness");
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        enough.CancelAfter(Patience);
        try
        {
            await queue.PeekMessagesAsync(1, enough.Token);
        }
        catch (RequestFailedException answer) when (answer.Status is 401 or 403)
        {
            throw new StartRefusedException(
                "Storage refuses the key in AzureWebJobsStorage: copy the connection string again.");
        }
        catch (RequestFailedException answer) when (answer.Status is > 0 and < 500)
        {
            // It answers.
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
