using Azure.Storage.Queues;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Storage;

/// <summary>Queue <c>imports</c>: base64 JSON of an import's id.</summary>
internal sealed partial class ImportStorageQueue(
    QueueServiceClient storage, TimeProvider clock, ILogger<ImportStorageQueue> logger) : IImportQueue
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<bool> TrySendAsync(ImportMessage message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var queue = storage.GetQueueClient(ImportMessage.QueueName);
            await StorageCall.RunAsync(
                () => queue.SendMessageAsync(message.ToJson(), linked.Token),
                () => queue.CreateIfNotExistsAsync(cancellationToken: linked.Token));
            return true;
        }
        catch (StorageUnavailableException e)
        {
            LogUnreachable(message.Import, e.Reason);
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnreachable(message.Import, "no answer in time");
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "No message could be queued for {Id} ({Reason}); it goes on in some minutes")]
    private partial void LogUnreachable(string id, string reason);
}
