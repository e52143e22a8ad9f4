using Azure;
using Azure.Data.Tables.Models;
using Azure.Identity;
using Azure.Storage.Queues.Models;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// How every storage call is made: what it needs is created when it is missing, and an outage has one name.
/// </summary>
internal static class StorageCall
{
    /// <summary>Makes a call; when its table or queue does not exist, creates it and makes the call again.</summary>
    /// <remarks>So nothing is looked up at start, and in the long run nothing is looked up at all.</remarks>
    /// <exception cref="StorageUnavailableException">Storage failed in a way that the call did not expect.</exception>
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
            // Exhausted retries arrive as an AggregateException, a missing identity as the other.
            throw new StorageUnavailableException(e.GetType().Name, e);
        }
    }

    private static bool IsMissing(RequestFailedException e) =>
        e.Status == 404 && (e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == QueueErrorCode.QueueNotFound);
}
