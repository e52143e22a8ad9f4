using Azure.Storage.Queues;
using BlueSky.Functions.Imports;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Storage;

/// <summary>Queue <c>imports</c>: base64 JSON of an import's id.</summary>
internal sealed partial class ImportStorageQueue(
    QueueServiceClient storage, TimeProvider clock, ILogger<ImportStorageQueue> logger) : IImportQueue
{
    private readonly Queue queue = new(storage, ImportMessage.QueueName, clock);

    public async Task<bool> TrySendAsync(ImportMessage message, CancellationToken cancellationToken)
    {
        if (await queue.TrySendAsync(message.ToJson(), TimeSpan.Zero, cancellationToken) is not { } reason)
        {
            return true;
        }

        LogUnreachable(message.Import, reason);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "No message could be queued for {Id} ({Reason}); it goes on in some minutes")]
    private partial void LogUnreachable(string id, string reason);
}
