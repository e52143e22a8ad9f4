using System.Security.Cryptography;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Advances one email: claims it by version, so that only one worker sends it; sends it; records the outcome; schedules
/// a delayed message if more is to do.
/// </summary>
internal sealed partial class Mailer(
    IMailOutbox outbox, IMailSender sender, ISubmissionQueue queue, MailComposer composer, MailSettings settings,
    Instrumentation instrumentation, TimeProvider clock, ILogger<Mailer> logger)
{
    /// <summary>
    /// 1 from a refused key until an email is accepted: one critical log line for all emails parked meanwhile.
    /// </summary>
    private int criticalLogged;

    /// <returns>The email afterwards, as far as this worker knows.</returns>
    public async Task<OutboxMail> AdvanceAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail.Abandon(clock.GetUtcNow(), settings) is { } abandoned)
        {
            return await RecordAsync(mail, abandoned, cancellationToken);
        }

        if (mail.State == MailState.Sending)
        {
            // Another worker is sending it, or stopped while sending: check later. There may be no other message.
            await ScheduleRetryAsync(mail, mail.ChangedAt + settings.SendingFor, cancellationToken);
            return mail;
        }

        if (!mail.IsReady(clock.GetUtcNow()))
        {
            return mail;
        }

        if (sender.GetSendDelay() is { } delay)
        {
            return await PostponeAsync(mail, delay, cancellationToken);
        }

        // SendGrid may have it already: send again only when SendGrid responds and no event has arrived.
        if (mail.State == MailState.Unknown && !await sender.IsRespondingAsync(cancellationToken))
        {
            return mail;
        }

        return await ClaimAndSendAsync(submission, mail, cancellationToken);
    }

    /// <summary>Sends an email that this worker claimed, and records the outcome.</summary>
    /// <returns>The email afterwards.</returns>
    public async Task<OutboxMail> SendAsync(Submission submission, OutboxMail claimed, OutgoingMail outgoing)
    {
        var outcome = await HandOverAsync(submission, claimed, outgoing);
        return await RecordAsync(
            claimed, claimed.After(outcome, clock.GetUtcNow(), settings, Jitter()), CancellationToken.None);
    }

    // Before the claim and the quota, so that neither an attempt nor the quota is counted. The new time is saved, so
    // that of several messages for one email only one continues.
    private async Task<OutboxMail> PostponeAsync(OutboxMail mail, TimeSpan delay, CancellationToken cancellationToken)
    {
        // A held email has no time: Sweep releases it.
        if (mail.IsHeld
            || await outbox.TryUpdateAsync(mail.Postpone(clock.GetUtcNow() + delay + Jitter()), cancellationToken)
                is not { NextAttemptAt: { } next } postponed)
        {
            return mail;
        }

        await ScheduleRetryAsync(postponed, next, cancellationToken);
        return postponed;
    }

    private async Task<OutboxMail> ClaimAndSendAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        // Composed before the claim: when a template throws, the email stays due.
        var composed = await composer.ComposeAsync(submission, mail, cancellationToken);
        if (composed.Outgoing is not { } outgoing)
        {
            var ended = composed.Rendering is MailDrop drop
                ? mail.Drop(clock.GetUtcNow(), drop.Reason)
                : mail.After(((MailRejection)composed.Rendering).Outcome, clock.GetUtcNow(), settings);
            return await RecordAsync(mail, ended, cancellationToken);
        }

        // Only the first attempt counts against the quota.
        var quota = mail.Attempts == 0 ? composer.QuotaFor(submission, mail) : null;
        if (quota is not null && await quota.AdmitAsync(submission, mail, cancellationToken) is { } stopped)
        {
            return stopped == mail ? mail : await RecordAsync(mail, stopped, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();

        // Nothing is cancelled from the claim to the record: a stopping host would make the outcome unknown. The
        // pipeline limits the time.
        if (await outbox.TryUpdateAsync(mail.Claim(clock.GetUtcNow()), CancellationToken.None) is not { } claimed)
        {
            quota?.Release(submission, mail);
            return mail;
        }

        return await SendAsync(submission, claimed, outgoing);
    }

    private async Task<SendOutcome> HandOverAsync(Submission submission, OutboxMail claimed, OutgoingMail mail)
    {
        using var span = instrumentation.StartSend(claimed.Template, claimed.RowKey, claimed.Attempts);
        var outcome = await sender.SendAsync(mail, CancellationToken.None);
        if (outcome is SendOutcome.Accepted)
        {
            instrumentation.Accepted(span, claimed.Template, clock.GetUtcNow() - submission.ReceivedAt);
        }
        else
        {
            Instrumentation.NotAccepted(span, outcome.Name);
        }

        return outcome;
    }

    private static TimeSpan Jitter() =>
        TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)MailTransitions.MaxJitter.TotalMilliseconds));

    private async Task<OutboxMail> RecordAsync(OutboxMail before, OutboxMail after, CancellationToken cancellationToken)
    {
        if (await outbox.TryUpdateAsync(after, cancellationToken) is not { } recorded)
        {
            return await ResolveConflictAsync(before, after, cancellationToken);
        }

        instrumentation.MailMoved(recorded.Template, recorded.State.ToColumn());
        Log(recorded);
        if (recorded.NextAttemptAt is { } next)
        {
            await ScheduleRetryAsync(recorded, next, cancellationToken);
        }

        return recorded;
    }

    private async Task ScheduleRetryAsync(OutboxMail mail, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var delay = at - clock.GetUtcNow();
        await queue.TrySendAsync(
            SubmissionMessage.For(mail.Submission, mail.RowKey),
            delay > TimeSpan.Zero ? delay : TimeSpan.Zero,
            cancellationToken);
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
