using System.Security.Cryptography;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Takes a outbox mail one step further: claims it under its version, so that of two workers one sends; sends it;
/// writes down what came of it; and has a delayed message bring it back when it is not over.
/// </summary>
internal sealed partial class Mailer(
    IMailOutbox outbox, IMailSender sender, ISubmissionQueue queue, IEnumerable<IMailTemplate> templates,
    MailSettings settings, Instrumentation instrumentation, TimeProvider clock, ILogger<Mailer> logger)
{
    private readonly Dictionary<string, IMailTemplate> templates = templates.ToDictionary(template => template.Name);

    /// <summary>1 from a refused key until a mail is accepted: one alarm for all that is parked meanwhile.</summary>
    private int criticalLogged;

    /// <returns>The mail as it stands afterwards, as far as this worker knows.</returns>
    public async Task<OutboxMail> AdvanceAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail.Abandon(clock.GetUtcNow(), settings) is { } abandoned)
        {
            return await RecordAsync(mail, abandoned, cancellationToken);
        }

        if (mail.State == MailState.Sending)
        {
            // Another worker has it, or had it and died: this message may be the only one that comes to see which.
            await ScheduleRetryAsync(mail, mail.ChangedAt + settings.SendingFor, cancellationToken);
            return mail;
        }

        if (!mail.IsReady(clock.GetUtcNow()))
        {
            return mail;
        }

        if (sender.RestsFor() is { } rest)
        {
            return await PostponeAsync(mail, rest, cancellationToken);
        }

        // Sending again what SendGrid may have is only right once it is known to answer, and no event came.
        if (mail.State == MailState.Unknown && !await sender.IsAnsweringAsync(cancellationToken))
        {
            return mail;
        }

        return await SendAsync(submission, mail, cancellationToken);
    }

    // Before the claim and the quota: it is not tried, and not counted. Its time is written all the same, so that of
    // many messages for one mail one goes on.
    private async Task<OutboxMail> PostponeAsync(OutboxMail mail, TimeSpan rest, CancellationToken cancellationToken)
    {
        // What a quota holds back has no time: Sweep lets it go.
        if (mail.IsHeld
            || await outbox.TryUpdateAsync(mail.Postpone(clock.GetUtcNow() + rest + Jitter()), cancellationToken)
                is not { NextAttemptAt: { } next } postponed)
        {
            return mail;
        }

        await ScheduleRetryAsync(postponed, next, cancellationToken);
        return postponed;
    }

    private async Task<OutboxMail> SendAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (EmailAddress.TryParse(mail.To) is not { CanBeSentTo: true } to)
        {
            var refusal = new SendOutcome.Refused("SendGrid cannot send to this address: its local part is not ASCII.");
            return await RecordAsync(mail, mail.After(refusal, clock.GetUtcNow(), settings), cancellationToken);
        }

        // Rendered before it is claimed: a template that throws leaves the mail due, not half sent.
        var template = templates[mail.Template];
        var rendering = await template.RenderAsync(submission, mail, cancellationToken);
        if (rendering is not MailDraft draft)
        {
            var objection = ((MailRejection)rendering).Outcome;
            return await RecordAsync(mail, mail.After(objection, clock.GetUtcNow(), settings), cancellationToken);
        }

        // Counted once: what was let out, and has to be tried again, is not counted again.
        var quota = mail.Attempts == 0 ? template.QuotaFor(submission) : null;
        if (quota is not null && await quota.AdmitAsync(submission, mail, cancellationToken) is { } stopped)
        {
            return stopped == mail ? mail : await RecordAsync(mail, stopped, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();

        // From the claim to the record nothing is cancelled: a stopping host would turn a mail that is on its way
        // into one with an unknown outcome. The pipeline bounds the time.
        if (await outbox.TryUpdateAsync(mail.Claim(clock.GetUtcNow()), CancellationToken.None) is not { } claimed)
        {
            quota?.Release(submission, mail);
            return mail;
        }

        var outgoing = new OutgoingMail(
            mail.MailId, mail.Template, to.Deliverable, draft.Content, draft.Headers, draft.ReplyTo);
        var outcome = await SendAsync(submission, claimed, outgoing);
        return await RecordAsync(
            claimed, claimed.After(outcome, clock.GetUtcNow(), settings, Jitter()), CancellationToken.None);
    }

    private async Task<SendOutcome> SendAsync(Submission submission, OutboxMail claimed, OutgoingMail mail)
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

    // Somebody was quicker: an event from SendGrid, which knows better, or a worker that took this one for dead. What
    // they wrote stands, unless they do not know yet that SendGrid accepted the mail.
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
                LogParked(
                    mail.RowKey, Interlocked.Exchange(ref criticalLogged, 1) == 0 ? LogLevel.Critical : LogLevel.Warning);
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
        // The quota did what it is for.
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
