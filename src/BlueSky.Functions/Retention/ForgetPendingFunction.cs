using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Retention;

/// <summary>Once a day, at an hour when nobody subscribes.</summary>
internal sealed class ForgetPendingFunction(DailyRetention retention)
{
    [Function(DailyRetention.Command)]
    public Task RunAsync([TimerTrigger("0 17 9 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        retention.RunAsync(cancellationToken);
}
