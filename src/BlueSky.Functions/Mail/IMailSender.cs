using BlueSky.Content;

namespace BlueSky.Functions.Mail;

/// <summary>A mail as it goes out: one recipient, everything rendered.</summary>
/// <param name="ReplyTo">An address, or null for the sender's own.</param>
internal sealed record OutgoingMail(
    string MailId, string Template, string To, MailContent Content, IReadOnlyDictionary<string, string> Headers,
    string? ReplyTo);

/// <summary>Hands mails over to SendGrid.</summary>
internal interface IMailSender
{
    /// <summary>Asked before a mail is taken up: after many failures SendGrid is left alone for a while.</summary>
    /// <returns>For how long; null for who may send. After a rest that is one, who finds out.</returns>
    TimeSpan? RestsFor();

    /// <summary>One mail, within a bounded time, with quick retries inside where nothing can go out twice.</summary>
    Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>True when SendGrid answers requests at all.</summary>
    Task<bool> IsAnsweringAsync(CancellationToken cancellationToken);
}
