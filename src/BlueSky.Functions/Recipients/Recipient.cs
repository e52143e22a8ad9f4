namespace BlueSky.Functions.Recipients;

internal enum SubscriptionState
{
    None,
    Pending,
    Confirmed,
    Unsubscribed,

    /// <summary>Bounced, complained or opted out at SendGrid: never mailed until staff lift it.</summary>
    Suppressed,
}

/// <summary>An address we may mail, what we may send it, and how much of it we sent.</summary>
internal sealed record Recipient
{
    /// <summary>See <see cref="RecipientKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>As last written by its owner; null after it was cleared.</summary>
    public string? Email { get; init; }

    public SubscriptionState State { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The submission that the subscription rests on.</summary>
    public string? ConfirmedBy { get; init; }

    public DateTimeOffset? UnsubscribedAt { get; init; }

    /// <summary>When what it is suppressed for happened.</summary>
    public DateTimeOffset? SuppressedAt { get; init; }

    public string? SuppressedReason { get; init; }

    /// <summary>When staff lifted a suppression: what happened before that suppresses no more.</summary>
    public DateTimeOffset? SuppressionLiftedAt { get; init; }

    /// <summary>Acknowledgements of consultation requests that were sent.</summary>
    public MailHistory Acknowledgements { get; init; } = MailHistory.Empty;

    /// <summary>Welcome mails that were sent.</summary>
    public MailHistory Welcomes { get; init; } = MailHistory.Empty;

    /// <summary>The stored version that this was read at; null for one that is not stored yet.</summary>
    public string? Version { get; init; }
}
