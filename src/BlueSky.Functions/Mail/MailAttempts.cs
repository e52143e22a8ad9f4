using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>Hands claimed emails over to SendGrid, and records what became of them.</summary>
internal sealed partial class MailAttempts(
    IMailOutbox outbox, MailSettings settings, Instrumentation instrumentation, TimeProvider clock,
    ILogger<MailAttempts> logger)
{
    /// <summary>
    /// 1 from a refused key until an email is accepted: one critical log line for all emails parked meanwhile.
    /// </summary>
    private int criticalLogged;

    /// <summary>Sends an email that this worker claimed. Not cancelled: the outcome would be unknown.</summary>
    /// <param name="since">When the person or the event caused it.</param>
    public async Task<RecordedMail> SendAsync(
        OutboxMail claimed, OutgoingMail outgoing, IMailSender sender, DateTimeOffset since)
    {
        var outcome = await HandOverAsync(claimed, outgoing, sender, since);
        return await RecordAsync(
            claimed, claimed.After(outcome, clock.GetUtcNow(), settings, MailTransitions.Jitter()),
            CancellationToken.None);
    }

    public async Task<RecordedMail> RecordAsync(
        OutboxMail before, OutboxMail after, CancellationToken cancellationToken)
    {
        if (await outbox.TryUpdateAsync(after, cancellationToken) is not { } recorded)
        {
            return new RecordedMail(await ResolveConflictAsync(before, after, cancellationToken), IsOurs: false);
        }

        instrumentation.MailMoved(recorded.Template, recorded.State.ToColumn());
        Log(recorded);
        return new RecordedMail(recorded, IsOurs: true);
    }

    private async Task<SendOutcome> HandOverAsync(
        OutboxMail claimed, OutgoingMail outgoing, IMailSender sender, DateTimeOffset since)
    {
        using var span = instrumentation.StartSend(claimed.Template, claimed.RowKey, claimed.Attempts);
        var outcome = await sender.SendAsync(outgoing, CancellationToken.None);
        if (outcome is SendOutcome.Accepted)
        {
            instrumentation.Accepted(span, claimed.Template, clock.GetUtcNow() - since);
        }
        else
        {
            Instrumentation.NotAccepted(span, outcome.Name);
        }

        return outcome;
    }

    // Lost the race: a SendGrid event or another worker changed the row. Keep that row, but make sure that it shows an
    // acceptance by SendGrid.
    private async Task<OutboxMail> ResolveConflictAsync(
        OutboxMail before, OutboxMail after, CancellationToken cancellationToken)
    {
        if (after.State != MailState.Accepted)
        {
            return await outbox.FindAsync(before.Key, cancellationToken) ?? before;
        }

        var accepted = new MailReport(MailState.Accepted, after.MessageId, Note: null);
        return await outbox.ReportAsync(before.Key, accepted, clock, cancellationToken) is { After: var known }
            ? known
            : before;
    }

    private void Log(OutboxMail mail)
    {
        switch (mail.State)
        {
            case MailState.Parked:
                var isFirst = Interlocked.Exchange(ref criticalLogged, 1) == 0;
                LogParked(mail.RowKey, isFirst ? LogLevel.Critical : LogLevel.Warning);
                break;
            case MailState.Accepted:
                Interlocked.Exchange(ref criticalLogged, 0);
                goto default;
            case MailState.Failed:
                var severity = SeverityOf(mail.Error);
                LogFailed(mail.RowKey, severity);
                break;
            default:
                LogMoved(mail.RowKey, mail.State, mail.Attempts);
                break;
        }
    }

    private static LogLevel SeverityOf(string? failure) => failure switch
    {
        MailTransitions.UnknownTwice => LogLevel.Critical,
        // Expected: this is what the quota is for.
        MailTransitions.OverManageQuota => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(LogLevel.Information, "Email {Mail} is {State} after attempt {Attempts}")]
    private partial void LogMoved(string mail, MailState state, int attempts);

    [LoggerMessage(
        "Email {Mail} is parked; the reason is in its row: SendGrid refuses the key, the sender or the account, or a "
        + "setting is wrong or missing. Fix SendGrid:ApiKey, SendGrid:Host, Mail:From or Clinic:PostalAddress; the "
        + "email is then sent automatically")]
    private partial void LogParked(string mail, LogLevel level);

    [LoggerMessage("Email {Mail} failed; the reason is in its row")]
    private partial void LogFailed(string mail, LogLevel level);
}

/// <summary>An email as it is stored now.</summary>
/// <param name="IsOurs">False when another changed it first.</param>
internal sealed record RecordedMail(OutboxMail Mail, bool IsOurs);
