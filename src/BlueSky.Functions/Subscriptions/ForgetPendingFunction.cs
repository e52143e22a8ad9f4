using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscriptions;

/// <summary>Once a day, at an hour when nobody subscribes.</summary>
internal sealed class ForgetPendingFunction(Forgetting forgetting)
{
    [Function("forget-pending")]
    public Task RunAsync([TimerTrigger("0 17 9 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        forgetting.RunAsync(cancellationToken);
}
