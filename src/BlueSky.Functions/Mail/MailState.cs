namespace BlueSky.Functions.Mail;

/// <summary>Where a mail is on its way. Delivered, Bounced and Dropped are what SendGrid reports afterwards.</summary>
internal enum MailState
{
    /// <summary>To be sent, not before its next attempt's time.</summary>
    Due,

    /// <summary>One worker is sending it right now; after a while of silence the outcome counts as unknown.</summary>
    Sending,
    Accepted,
    Delivered,

    /// <summary>It was handed over and no answer came: SendGrid may have it. Sent again only with care.</summary>
    Unknown,
    Bounced,
    Dropped,

    /// <summary>SendGrid refuses the key or the sender: waits for somebody to mend that.</summary>
    Parked,

    /// <summary>Will not be sent; the reason is in the row.</summary>
    Failed,
}
