using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Processing;

/// <summary>
/// Re-enqueues open submissions: after lost messages, crashed workers or an unreachable queue. Reads the open markers
/// by key range, day by day, so that the cost depends on what is open and not on what was ever stored. Releases held
/// emails, the oldest first, within the remaining quotas.
/// </summary>
internal sealed partial class Sweeper(
    ISubmissionStore store, ISubmissionQueue queue, ConfirmationQuota quota, SweepSettings settings,
    Instrumentation instrumentation, TimeProvider clock, ILogger<Sweeper> logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = SubmissionKey.DayOf(now);
        var held = new List<OpenMarker>();
        var (open, enqueued) = (0, 0);
        var oldest = now;

        for (var ago = 0; ago < OpenMarker.MaxDays; ago++)
        {
            await foreach (var marker in store.FindOpenAsync(today.AddDays(-ago), cancellationToken))
            {
                open++;
                if (marker.IsHeld && marker.OpenedAt + MailTransitions.HeldFor > now)
                {
                    held.Add(marker);
                    continue;
                }

                oldest = marker.OpenedAt < oldest ? marker.OpenedAt : oldest;
                if (marker.OpenedAt + settings.After <= now)
                {
                    enqueued += await EnqueueAsync(marker, cancellationToken);
                }
            }
        }

        instrumentation.Swept(open, now - oldest);
        foreach (var marker in await quota.NextAsync(held, cancellationToken))
        {
            enqueued += await EnqueueAsync(marker, cancellationToken);
        }

        if (enqueued > 0)
        {
            LogEnqueued(enqueued);
        }
    }

    private async Task<int> EnqueueAsync(OpenMarker marker, CancellationToken cancellationToken) =>
        await queue.TrySendAsync(SubmissionMessage.For(marker.Key), TimeSpan.Zero, cancellationToken) ? 1 : 0;

    [LoggerMessage(LogLevel.Information, "Sweep re-enqueued {Count} open submissions")]
    private partial void LogEnqueued(int count);
}

/// <param name="After">How old an open marker must be before Sweep re-enqueues its submission.</param>
internal sealed record SweepSettings(TimeSpan After) : ISettings<SweepSettings>
{
    public static SweepSettings Read(SettingsReader reader) =>
        new(reader.Duration("Sweep:After", TimeSpan.FromMinutes(2)));
}
