using BlueSky.Content;

namespace BlueSky.Functions.Mail;

/// <summary>A rendered email to one recipient.</summary>
/// <param name="ReplyTo">An address; null for the sender's own.</param>
internal sealed record OutgoingMail(
    string MailId, string Template, string To, MailContent Content, IReadOnlyDictionary<string, string> Headers,
    string? ReplyTo);

/// <summary>Sends emails through SendGrid.</summary>
internal interface IMailSender
{
    /// <summary>Called before an email is claimed: after many failures, sending stops for a while.</summary>
    /// <returns>
    /// How long to wait; null when the caller may send. After a break only one caller may: its request tests whether
    /// SendGrid works again.
    /// </returns>
    TimeSpan? GetSendDelay();

    /// <summary>Sends one email within a bounded time. Retries quickly where the email cannot be sent twice.</summary>
    Task<SendOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);

    /// <summary>True when SendGrid responds to requests at all.</summary>
    Task<bool> IsRespondingAsync(CancellationToken cancellationToken);
}

/// <summary>Result of sending an email through SendGrid.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>One word, without SendGrid's own text.</summary>
    public string Name => this switch
    {
        Accepted => "accepted",
        NotSent => "not_sent",
        Unknown => "unknown",
        Denied => "denied",
        Refused => "refused",
        _ => throw new InvalidOperationException("There is no other outcome."),
    };

    /// <param name="MessageId">SendGrid's <c>X-Message-Id</c>.</param>
    internal sealed record Accepted(string MessageId) : SendOutcome;

    /// <summary>Certainly not accepted; worth another attempt.</summary>
    /// <param name="After">How long SendGrid or the circuit breaker asks to wait; null without such a request.</param>
    internal sealed record NotSent(string Reason, TimeSpan? After) : SendOutcome;

    /// <summary>No response: it may have been accepted.</summary>
    internal sealed record Unknown(string Reason) : SendOutcome;

    /// <summary>The key, the sender, the account or a setting is wrong (401, 402, 403, 404, 407), not the email.</summary>
    internal sealed record Denied(string Reason) : SendOutcome;

    /// <summary>SendGrid will never accept this email as it is.</summary>
    internal sealed record Refused(string Reason) : SendOutcome;
}
