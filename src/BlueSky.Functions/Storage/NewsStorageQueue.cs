using Azure.Storage.Queues;
using BlueSky.Functions.News;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Storage;

/// <summary>Queue <c>news</c>: base64 JSON of keys.</summary>
internal sealed partial class NewsStorageQueue(
    QueueServiceClient storage, TimeProvider clock, ILogger<NewsStorageQueue> logger) : INewsQueue
{
    private readonly Queue queue = new(storage, NewsMessage.QueueName, clock);

    public async Task<bool> TrySendAsync(NewsMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (await queue.TrySendAsync(message.ToJson(), delay, cancellationToken) is not { } reason)
        {
            return true;
        }

        LogUnreachable(message.Id, message.Part, reason);
        return false;
    }

    [LoggerMessage(
        LogLevel.Warning, "No message could be queued for part {Part} of news {Id} ({Reason}); it is retried")]
    private partial void LogUnreachable(string id, string part, string reason);
}
