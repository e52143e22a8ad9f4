namespace BlueSky.Functions.Mail;

/// <summary>The only ways in which a mail changes its state; pure, so that each can be read and tested alone.</summary>
internal static class MailTransitions
{
    public const string UnknownTwice = "outcome unknown twice";
    public const string OverManageQuota = "over Limits:ManageMailsPerHour";

    /// <summary>A mail that was held back so long is not wanted any more.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromHours(24);

    /// <summary>
    /// Waits that follow from a failure get a random part of up to this: mails that failed together do not come back
    /// together.
    /// </summary>
    public static readonly TimeSpan MaxJitter = TimeSpan.FromSeconds(30);

    // The same after each attempt: a delay that grew with an outage would be waited for after the outage. The circuit
    // breaker, not the delay, spares a SendGrid that fails.
    private static readonly TimeSpan OwnDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    /// <summary>True when a worker may try to send it now.</summary>
    public static bool IsReady(this OutboxMail mail, DateTimeOffset now) =>
        mail.IsHeld
        || (mail.State is MailState.Due or MailState.Parked or MailState.Unknown && mail.NextAttemptAt <= now);

    /// <summary>It is over the quota of its kind: it waits for room, and after a day it is given up.</summary>
    public static OutboxMail Hold(this OutboxMail mail, DateTimeOffset now) =>
        mail.CreatedAt + HeldFor <= now
            ? mail.MoveTo(MailState.Failed, now, "held back by Limits:ConfirmMailsPerHour for a day")
            : mail.IsHeld ? mail
            : mail.MoveTo(MailState.Due, now, "held back by Limits:ConfirmMailsPerHour");

    /// <summary>It is over the quota of its kind, and nobody waits for it: it is not sent.</summary>
    public static OutboxMail EndOverQuota(this OutboxMail mail, DateTimeOffset now) =>
        mail.MoveTo(MailState.Failed, now, OverManageQuota);

    /// <summary>It is not sent, and nobody misses it.</summary>
    public static OutboxMail LeaveOut(this OutboxMail mail, DateTimeOffset now, string reason) =>
        mail.MoveTo(MailState.Dropped, now, reason);

    /// <summary>It becomes the summary of an hour, and goes out when that is over.</summary>
    public static OutboxMail Summarize(
        this OutboxMail mail, DateTimeOffset now, string summary, DateTimeOffset hourEnds) =>
        mail.MoveTo(MailState.Due, now, "over Limits:StaffNoticesPerHour: a summary", hourEnds)
            with { Summary = summary };

    /// <summary>It is not sent: the hour's summary tells of it.</summary>
    public static OutboxMail TellInSummary(this OutboxMail mail, DateTimeOffset now, string summary) =>
        mail.LeaveOut(now, "over Limits:StaffNoticesPerHour: told in a summary") with { Summary = summary };

    /// <summary>SendGrid is left alone: it comes back later, and has not been tried.</summary>
    public static OutboxMail Postpone(this OutboxMail mail, DateTimeOffset until) => mail with
    {
        NextAttemptAt = until,
        Error = mail.Error ?? "SendGrid has been failing; waiting before the next attempt",
    };

    /// <summary>A worker takes it. Written before the first byte goes to SendGrid.</summary>
    public static OutboxMail Claim(this OutboxMail mail, DateTimeOffset now) => mail with
    {
        State = MailState.Sending,
        Attempts = mail.Attempts + 1,
        ChangedAt = now,
        NextAttemptAt = null,
    };

    /// <summary>
    /// A worker that took it was not heard of again: it may have been sent. Null while it may still be at work.
    /// </summary>
    public static OutboxMail? Abandon(this OutboxMail mail, DateTimeOffset now, MailSettings settings) =>
        mail.State == MailState.Sending && mail.ChangedAt + settings.SendingFor <= now
            ? mail.After(new SendOutcome.Unknown("the worker stopped while sending"), now, settings)
            : null;

    /// <param name="jitter">See <see cref="MaxJitter"/>.</param>
    public static OutboxMail After(
        this OutboxMail mail, SendOutcome outcome, DateTimeOffset now, MailSettings settings, TimeSpan jitter = default)
        => outcome switch
    {
        SendOutcome.Accepted accepted =>
            mail.MoveTo(MailState.Accepted, now, error: null) with { MessageId = accepted.MessageId },
        SendOutcome.NotSent notSent =>
            mail.MoveTo(MailState.Due, now, notSent.Reason, now + DelayFor(notSent) + jitter),
        SendOutcome.Unknown when mail.UnknownOutcomes > 0 => mail.MoveTo(MailState.Failed, now, UnknownTwice),
        SendOutcome.Unknown unknown =>
            mail.MoveTo(MailState.Unknown, now, unknown.Reason, now + settings.ResolveAfter)
                with { UnknownOutcomes = 1 },
        SendOutcome.Denied denied => mail.MoveTo(MailState.Parked, now, denied.Reason, now + MaxDelay),
        SendOutcome.Refused refused => mail.MoveTo(MailState.Failed, now, refused.Reason),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>
    /// Somebody wants it sent after all, whatever is known of its attempts. Null for one that is neither failed nor
    /// parked: it is on its way, or over.
    /// </summary>
    public static OutboxMail? Requeue(this OutboxMail mail, DateTimeOffset now) =>
        mail.State is MailState.Failed or MailState.Parked
            ? mail.MoveTo(MailState.Due, now, error: null, now) with { UnknownOutcomes = 0 }
            : null;

    // SendGrid may ask for more timeout than ours, but not for more than the longest delay.
    private static TimeSpan DelayFor(SendOutcome.NotSent outcome) =>
        outcome.After is not { } asked || asked <= TimeSpan.Zero ? OwnDelay
        : asked < MaxDelay ? asked
        : MaxDelay;

    private static OutboxMail MoveTo(
        this OutboxMail mail, MailState state, DateTimeOffset now, string? error, DateTimeOffset? next = null) =>
        mail with { State = state, ChangedAt = now, Error = error, NextAttemptAt = next };
}
