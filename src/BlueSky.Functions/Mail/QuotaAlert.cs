using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>Tells staff, once a day, that a quota is reached.</summary>
internal sealed partial class QuotaAlert(
    IMailOutbox outbox, ISubmissionQueue queue, StaffAlert alert, TimeProvider clock, ILogger<QuotaAlert> logger)
{
    /// <summary>What waits does so no longer than a day, so after a day of quiet a new flood is news again.</summary>
    private static readonly TimeSpan AlertedFor = TimeSpan.FromHours(24);

    /// <summary>
    /// Who claims the alert adds its mails; a crash in between is mended when the same mail is looked at again.
    /// </summary>
    /// <param name="setting">The quota's, for the log.</param>
    public async Task TellAsync(
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

        await outbox.AddAsync(
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
