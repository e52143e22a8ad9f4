using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Recipients;

internal enum SubscriptionState
{
    None,

    /// <summary>Requested, but not confirmed by the address's owner.</summary>
    Pending,
    Confirmed,
    Unsubscribed,

    /// <summary>Bounced, complained or opted out at SendGrid: gets no email until staff lift it.</summary>
    Suppressed,
}

/// <summary>
/// An email address, what may be sent to it, and how much was sent. Its subscription changes state only through
/// <see cref="SubscriptionTransitions"/>, and by suppression in <see cref="RecipientBook"/>.
/// </summary>
internal sealed record Recipient
{
    /// <summary>See <see cref="RecipientKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>As last typed; null after it was cleared.</summary>
    public string? Email { get; init; }

    public SubscriptionState State { get; init; }

    /// <summary>
    /// The number of the latest request, from 1. Links contain it, so that links of earlier requests stop working.
    /// </summary>
    public int RequestNumber { get; init; }

    /// <summary>The consent of the latest request; null before the first one, and after it was cleared.</summary>
    public Consent? Consent { get; init; }

    /// <summary>Where an imported address signed up, in the words of the person who imported it; else null.</summary>
    public string? Source { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The submission or import that confirmed it.</summary>
    public string? ConfirmedBy { get; init; }

    public DateTimeOffset? UnsubscribedAt { get; init; }

    /// <summary>How it ended, for the consent record.</summary>
    public string? UnsubscribedBy { get; init; }

    /// <summary>When the event that suppressed it happened.</summary>
    public DateTimeOffset? SuppressedAt { get; init; }

    public string? SuppressedReason { get; init; }

    /// <summary>When staff lifted a suppression; earlier events no longer suppress.</summary>
    public DateTimeOffset? SuppressionLiftedAt { get; init; }

    /// <summary>Emails that asked for a confirmation.</summary>
    public MailHistory Confirmations { get; init; } = MailHistory.Empty;

    /// <summary>Acknowledgements of consultation requests that were sent.</summary>
    public MailHistory Acknowledgements { get; init; } = MailHistory.Empty;

    /// <summary>Welcome emails that were sent without a confirmation.</summary>
    public MailHistory Welcomes { get; init; } = MailHistory.Empty;

    /// <summary>Emails with the unsubscribe link, sent on request.</summary>
    public MailHistory ManageMails { get; init; } = MailHistory.Empty;

    /// <summary>The stored version that was read; null for a new recipient.</summary>
    public string? Version { get; init; }
}

/// <summary>A given consent: the text and its version, on which page, when, and by which submission.</summary>
internal sealed record Consent(string Text, string Version, string? Page, DateTimeOffset At, string SubmissionId);

/// <summary>Recipients are stored under a keyed hash of the address, never under the address.</summary>
internal static class RecipientKey
{
    /// <summary>HMAC-SHA256 of the canonical address, in lower-case hex.</summary>
    public static string For(EmailAddress address, ReadOnlySpan<byte> addressKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(addressKey, Encoding.UTF8.GetBytes(address.Canonical)));

    /// <summary>The key's first two digits: 256 partitions.</summary>
    public static string PartitionOf(string key) => key[..2];
}
