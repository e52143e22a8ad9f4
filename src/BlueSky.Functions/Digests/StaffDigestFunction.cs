using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Digests;

/// <summary>Once a day: 7 or 8 in the morning in Denver, before the clinic opens.</summary>
internal sealed class StaffDigestFunction(DailyDigest digest)
{
    [Function("staff-digest")]
    public Task RunAsync([TimerTrigger("0 0 14 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        digest.RunAsync(cancellationToken);
}
