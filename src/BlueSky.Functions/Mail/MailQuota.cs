using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>Limits how many emails of a kind are sent, and decides what happens to the others.</summary>
internal abstract class MailQuota
{
    /// <summary>Counts one email.</summary>
    /// <returns>False when it is over the quota; nothing has changed.</returns>
    public abstract Task<bool> TryAcquireAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken);

    /// <summary>Counts one email of the outbox, or decides what happens to it when it is over the quota.</summary>
    /// <returns>Null when it may be sent; otherwise the email in its new state, to be saved if it changed.</returns>
    public abstract Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken);

    /// <summary>Takes back the count of an email that was admitted and then claimed by another worker.</summary>
    public abstract void Release(Submission submission, OutboxMail mail);
}
