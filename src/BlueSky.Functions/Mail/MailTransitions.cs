using System.Security.Cryptography;

namespace BlueSky.Functions.Mail;

/// <summary>The only state changes of an email. Pure functions, but for the jitter.</summary>
internal static class MailTransitions
{
    public const string UnknownTwice = "outcome unknown twice";
    public const string OverManageQuota = "over Limits:ManageMailsPerHour";

    /// <summary>How long an email is held before it is given up.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromHours(24);

    /// <summary>
    /// Maximum random part of a wait after a failure, so that emails that failed together are not retried together.
    /// </summary>
    public static readonly TimeSpan MaxJitter = TimeSpan.FromSeconds(30);

    // The same after each attempt: a delay that grew during an outage would continue after it. The circuit breaker, not
    // the delay, protects a failing SendGrid.
    private static readonly TimeSpan OwnDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    public static TimeSpan Jitter() =>
        TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)MaxJitter.TotalMilliseconds));

    /// <summary>True when a worker may try to send it now.</summary>
    public static bool IsReady(this OutboxMail mail, DateTimeOffset now) =>
        mail.IsHeld
        || (mail.State is MailState.Due or MailState.Parked or MailState.Unknown && mail.NextAttemptAt <= now);

    /// <summary>Over its quota: held until there is quota again, and given up after a day.</summary>
    public static OutboxMail Hold(this OutboxMail mail, DateTimeOffset now) =>
        mail.CreatedAt + HeldFor <= now
            ? mail.MoveTo(MailState.Failed, now, "held back by Limits:ConfirmMailsPerHour for a day")
            : mail.IsHeld ? mail
            : mail.MoveTo(MailState.Due, now, "held back by Limits:ConfirmMailsPerHour");

    /// <summary>Over its quota, and of no use later: fails.</summary>
    public static OutboxMail FailOverQuota(this OutboxMail mail, DateTimeOffset now) =>
        mail.MoveTo(MailState.Failed, now, OverManageQuota);

    /// <summary>Ends an email that need not be sent.</summary>
    public static OutboxMail Drop(this OutboxMail mail, DateTimeOffset now, string reason) =>
        mail.MoveTo(MailState.Dropped, now, reason);

    /// <summary>Turns the email into the summary of an hour, to be sent after the hour.</summary>
    public static OutboxMail Summarize(
        this OutboxMail mail, DateTimeOffset now, string summary, DateTimeOffset hourEnds) =>
        mail.MoveTo(MailState.Due, now, "over Limits:StaffNoticesPerHour: a summary", hourEnds)
            with { Summary = summary };

    /// <summary>Ends an email that the hour's summary lists.</summary>
    public static OutboxMail MoveToSummary(this OutboxMail mail, DateTimeOffset now, string summary) =>
        mail.Drop(now, "over Limits:StaffNoticesPerHour: told in a summary") with { Summary = summary };

    /// <summary>Delays an email because SendGrid is failing; this is not an attempt.</summary>
    public static OutboxMail Postpone(this OutboxMail mail, DateTimeOffset until) => mail with
    {
        NextAttemptAt = until,
        Error = mail.Error ?? "SendGrid has been failing; waiting before the next attempt",
    };

    /// <summary>Marks the email as claimed by a worker. Saved before the request to SendGrid starts.</summary>
    public static OutboxMail Claim(this OutboxMail mail, DateTimeOffset now) => mail with
    {
        State = MailState.Sending,
        Attempts = mail.Attempts + 1,
        ChangedAt = now,
        NextAttemptAt = null,
    };

    /// <summary>
    /// Ends the claim of a worker that stopped: the email may have been sent. Null while it may still be sending.
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
    /// Makes the email due again on request, whatever its earlier attempts. Null unless it failed or is parked.
    /// </summary>
    public static OutboxMail? Requeue(this OutboxMail mail, DateTimeOffset now) =>
        mail.State is MailState.Failed or MailState.Parked
            ? mail.MoveTo(MailState.Due, now, error: null, now) with { UnknownOutcomes = 0 }
            : null;

    // SendGrid may ask for a longer delay than ours, up to MaxDelay.
    private static TimeSpan DelayFor(SendOutcome.NotSent outcome) =>
        outcome.After is not { } asked || asked <= TimeSpan.Zero ? OwnDelay
        : asked < MaxDelay ? asked
        : MaxDelay;

    private static OutboxMail MoveTo(
        this OutboxMail mail, MailState state, DateTimeOffset now, string? error, DateTimeOffset? next = null) =>
        mail with { State = state, ChangedAt = now, Error = error, NextAttemptAt = next };
}
