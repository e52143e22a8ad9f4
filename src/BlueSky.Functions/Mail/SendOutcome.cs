namespace BlueSky.Functions.Mail;

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
