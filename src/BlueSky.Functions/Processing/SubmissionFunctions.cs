using BlueSky.Functions.Submissions;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Processing;

/// <summary>The queue triggers of submissions.</summary>
internal sealed class SubmissionFunctions(SubmissionProcessor processor, PoisonedMessages poisoned)
{
    [Function("process-submission")]
    public Task ProcessAsync(
        [QueueTrigger(SubmissionMessage.QueueName)] string message, CancellationToken cancellationToken) =>
        processor.ProcessAsync(SubmissionMessage.Parse(message), cancellationToken);

    [Function("fail-poisoned-submission")]
    public Task FailAsync(
        [QueueTrigger(SubmissionMessage.PoisonQueueName)] string message, CancellationToken cancellationToken) =>
        poisoned.FailAsync(SubmissionMessage.TryParse(message), cancellationToken);
}
