using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Advances one email: claims it by version, so that only one worker sends it; sends it; records the outcome; schedules
/// a delayed message if more is to do.
/// </summary>
internal sealed class Mailer(
    IMailOutbox outbox, IMailSender sender, ISubmissionQueue queue, MailComposer composer, MailAttempts attempts,
    MailSettings settings, TimeProvider clock)
{
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
    public async Task<OutboxMail> SendAsync(Submission submission, OutboxMail claimed, OutgoingMail outgoing) =>
        await ScheduleNextAsync(
            await attempts.SendAsync(claimed, outgoing, sender, submission.ReceivedAt), CancellationToken.None);

    // Before the claim and the quota, so that neither an attempt nor the quota is counted. The new time is saved, so
    // that of several messages for one email only one continues.
    private async Task<OutboxMail> PostponeAsync(OutboxMail mail, TimeSpan delay, CancellationToken cancellationToken)
    {
        // A held email has no time: Sweep releases it.
        if (mail.IsHeld
            || await outbox.TryUpdateAsync(
                mail.Postpone(clock.GetUtcNow() + delay + MailTransitions.Jitter()), cancellationToken)
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

    private async Task<OutboxMail> RecordAsync(
        OutboxMail before, OutboxMail after, CancellationToken cancellationToken) =>
        await ScheduleNextAsync(await attempts.RecordAsync(before, after, cancellationToken), cancellationToken);

    private async Task<OutboxMail> ScheduleNextAsync(RecordedMail recorded, CancellationToken cancellationToken)
    {
        if (recorded is { IsOurs: true, Mail: { NextAttemptAt: { } next } mail })
        {
            await ScheduleRetryAsync(mail, next, cancellationToken);
        }

        return recorded.Mail;
    }

    private async Task ScheduleRetryAsync(OutboxMail mail, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var delay = at - clock.GetUtcNow();
        await queue.TrySendAsync(
            SubmissionMessage.For(mail.Submission, mail.RowKey),
            delay > TimeSpan.Zero ? delay : TimeSpan.Zero,
            cancellationToken);
    }
}
