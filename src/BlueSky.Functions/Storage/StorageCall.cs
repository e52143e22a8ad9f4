using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Runs storage calls: creates a missing table, queue or container, and turns outages into one exception.
/// </summary>
internal static class StorageCall
{
    /// <summary>Runs a call; if its table, queue or container is missing, creates it and runs the call again.</summary>
    /// <remarks>So there are no existence checks at start, and no extra calls once everything exists.</remarks>
    /// <exception cref="StorageUnavailableException">Storage failed with an error that the call does not handle.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call, Func<Task> create)
    {
        try
        {
            try
            {
                return await call();
            }
            catch (RequestFailedException e) when (IsMissing(e))
            {
                await create();
                return await call();
            }
        }
        catch (RequestFailedException e)
        {
            throw new StorageUnavailableException(e.ErrorCode ?? $"status {e.Status}", e);
        }
        catch (Exception e) when (e is AggregateException or AuthenticationFailedException)
        {
            // An AggregateException means exhausted retries, the other a missing identity.
            throw new StorageUnavailableException(e.GetType().Name, e);
        }
    }

    private static bool IsMissing(RequestFailedException e) =>
        e.Status == 404
        && (e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == QueueErrorCode.QueueNotFound
            || e.ErrorCode == BlobErrorCode.ContainerNotFound);
}
