using Azure.Storage.Queues;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Storage;

/// <summary>Queue <c>submissions</c>: base64 JSON of keys.</summary>
internal sealed partial class SubmissionStorageQueue(
    QueueServiceClient storage, Instrumentation instrumentation, TimeProvider clock,
    ILogger<SubmissionStorageQueue> logger)
    : ISubmissionQueue
{
    private readonly Queue queue = new(storage, SubmissionMessage.QueueName, clock);

    public async Task<bool> TrySendAsync(
        SubmissionMessage message, TimeSpan delay, CancellationToken cancellationToken)
    {
        using var span = instrumentation.StartEnqueue();
        if (await queue.TrySendAsync(message.ToJson(), delay, cancellationToken) is not { } reason)
        {
            return true;
        }

        Instrumentation.NotEnqueued(span);
        LogUnreachable(message.Id, reason);
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "No message could be queued for {Id} ({Reason}); Sweep will retry it")]
    private partial void LogUnreachable(string id, string reason);
}
