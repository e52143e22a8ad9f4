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
    /// <summary>How long SendGrid is left alone after many failures; null when mails can be handed over.</summary>
    TimeSpan? RestsFor { get; }

    /// <summary>One mail, within a bounded time, with quick retries inside where nothing can go out twice.</summary>
    Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>True when SendGrid answers requests at all.</summary>
    Task<bool> IsAnsweringAsync(CancellationToken cancellationToken);
}
