using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>Alerts staff, at most once a day, that a quota is reached.</summary>
internal sealed partial class QuotaAlert(
    IMailOutbox outbox, ISubmissionQueue queue, StaffAlert alert, TimeProvider clock, ILogger<QuotaAlert> logger)
{
    /// <summary>Emails are held for at most a day, so a flood after a day needs a new alert.</summary>
    private static readonly TimeSpan AlertedFor = TimeSpan.FromHours(24);

    /// <summary>
    /// The submission that claims the alert adds its emails. After a crash in between, processing it again adds them.
    /// </summary>
    /// <param name="setting">The quota's setting, for the log.</param>
    public async Task SendAsync(
        HourlyQuota quota, string setting, SubmissionKey submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        SubmissionKey? alertedBy = null;
        var isNew = await quota.ChangeAsync(
            current =>
            {
                alertedBy = current.AlertedBy;
                return current.AlertedAt + AlertedFor > now
                    ? null
                    : current with { AlertedAt = now, AlertedBy = submission };
            },
            cancellationToken);
        if (!isNew && alertedBy != submission)
        {
            return;
        }

        await outbox.TryAddAsync(
            [.. alert.Due().Select(mail => OutboxMail.From(mail, submission, now))], cancellationToken);
        if (isNew)
        {
            LogReached(setting, quota.PerHour);
            await queue.TrySendAsync(SubmissionMessage.For(submission), TimeSpan.Zero, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "More emails were requested in an hour than {Setting} allows ({Quota})")]
    private partial void LogReached(string setting, int quota);
}
