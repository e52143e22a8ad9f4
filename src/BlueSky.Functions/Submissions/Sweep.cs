using BlueSky.Functions.Settings;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// Puts what is still open back on the queue: lost messages, crashed workers, an unreachable queue. Reads open
/// markers by key range, day by day, so that it costs what is open and not what was ever stored.
/// </summary>
internal sealed partial class Sweep(
    ISubmissionStore store, ISubmissionQueue queue, SweepSettings settings, TimeProvider clock, ILogger<Sweep> logger)
{
    /// <summary>Further back than any outage that nobody notices; each day costs one small query a minute.</summary>
    public const int Days = 14;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = SubmissionKey.DayOf(now);
        var enqueued = 0;

        for (var ago = 0; ago < Days; ago++)
        {
            await foreach (var marker in store.FindOpenAsync(today.AddDays(-ago), cancellationToken))
            {
                if (marker.OpenedAt + settings.After <= now
                    && await queue.TrySendAsync(SubmissionMessage.For(marker.Key), TimeSpan.Zero, cancellationToken))
                {
                    enqueued++;
                }
            }
        }

        if (enqueued > 0)
        {
            LogEnqueued(enqueued);
        }
    }

    [LoggerMessage(LogLevel.Information, "Sweep put {Count} open submissions back on the queue")]
    private partial void LogEnqueued(int count);
}
