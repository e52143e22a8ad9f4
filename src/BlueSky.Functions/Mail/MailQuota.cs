using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>Bounds how many mails of a kind go out, and decides what becomes of those beyond.</summary>
internal abstract class MailQuota
{
    /// <summary>Counts one mail in.</summary>
    /// <returns>Null when it may go out; else the mail as it stands now, to be written down if it changed.</returns>
    public abstract Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken);

    /// <summary>Counts one out again that was admitted, and taken by another worker.</summary>
    public abstract void Release(Submission submission, OutboxMail mail);
}
