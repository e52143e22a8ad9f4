using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Submissions;

/// <summary>The doors through which queue and clock reach the submissions.</summary>
internal sealed class SubmissionFunctions(Processing processing, Sweep sweep)
{
    [Function("process-submission")]
    public Task ProcessAsync(
        [QueueTrigger(SubmissionMessage.QueueName)] string message, CancellationToken cancellationToken) =>
        processing.ProcessAsync(SubmissionMessage.Parse(message), cancellationToken);

    [Function("fail-poisoned-submission")]
    public Task FailAsync(
        [QueueTrigger(SubmissionMessage.PoisonQueueName)] string message, CancellationToken cancellationToken) =>
        processing.FailAsync(SubmissionMessage.TryParse(message), cancellationToken);

    [Function("sweep")]
    public Task SweepAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        sweep.RunAsync(cancellationToken);
}
