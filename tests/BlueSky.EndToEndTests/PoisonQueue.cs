using Azure;
using Azure.Storage.Queues;

namespace BlueSky.EndToEndTests;

/// <summary>
/// Where messages end that failed too often. A test that looks here switches off the function that empties it:
/// <see cref="NotEmptied"/>.
/// </summary>
internal sealed class PoisonQueue(string connectionString)
{
    public static KeyValuePair<string, string> NotEmptied { get; } =
        new("AzureWebJobs.fail-poisoned-submission.Disabled", "true");

    public async Task<int> CountAsync()
    {
        try
        {
            return (await new QueueClient(connectionString, "submissions-poison").PeekMessagesAsync(32)).Value.Length;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return 0; // It is created for the first poisoned message.
        }
    }
}
