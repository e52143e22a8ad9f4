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

/// <summary>What came of handing a mail to SendGrid.</summary>
internal abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>In one word, without what SendGrid said.</summary>
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
    /// <param name="After">What SendGrid or the circuit breaker asks to wait; null when nobody says.</param>
    internal sealed record NotSent(string Reason, TimeSpan? After) : SendOutcome;

    /// <summary>No answer came: it may have been accepted.</summary>
    internal sealed record Unknown(string Reason) : SendOutcome;

    /// <summary>The key, the sender, the account or a setting is at fault (401, 403, 404), not the mail.</summary>
    internal sealed record Denied(string Reason) : SendOutcome;

    /// <summary>This mail will never be accepted as it is.</summary>
    internal sealed record Refused(string Reason) : SendOutcome;
}
