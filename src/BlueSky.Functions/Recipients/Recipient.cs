using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Recipients;

internal enum SubscriptionState
{
    None,

    /// <summary>Asked for, not confirmed by the address's owner.</summary>
    Pending,
    Confirmed,
    Unsubscribed,

    /// <summary>Bounced, complained or opted out at SendGrid: never mailed until staff lift it.</summary>
    Suppressed,
}

/// <summary>
/// An address we may mail, what we may send it, and how much of it we sent. The state of its subscription changes only
/// as <see cref="SubscriptionTransitions"/> say.
/// </summary>
internal sealed record Recipient
{
    /// <summary>See <see cref="RecipientKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>As last written by its owner; null after it was cleared.</summary>
    public string? Email { get; init; }

    public SubscriptionState State { get; init; }

    /// <summary>The number of the latest request, from 1: links name it, so that those of an earlier one end.</summary>
    public int RequestNumber { get; init; }

    /// <summary>What the latest request agreed to; null before there was one, and after it was cleared.</summary>
    public Consent? Consent { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The submission by which it was confirmed.</summary>
    public string? ConfirmedBy { get; init; }

    public DateTimeOffset? UnsubscribedAt { get; init; }

    /// <summary>The way in which it ended, as the consent record should tell it.</summary>
    public string? UnsubscribedBy { get; init; }

    /// <summary>When what it is suppressed for happened.</summary>
    public DateTimeOffset? SuppressedAt { get; init; }

    public string? SuppressedReason { get; init; }

    /// <summary>When staff lifted a suppression: what happened before that suppresses no more.</summary>
    public DateTimeOffset? SuppressionLiftedAt { get; init; }

    /// <summary>Mails that asked for a confirmation.</summary>
    public MailHistory Confirmations { get; init; } = MailHistory.Empty;

    /// <summary>Acknowledgements of consultation requests that were sent.</summary>
    public MailHistory Acknowledgements { get; init; } = MailHistory.Empty;

    /// <summary>Welcome mails to addresses that nobody had to confirm.</summary>
    public MailHistory Welcomes { get; init; } = MailHistory.Empty;

    /// <summary>Mails with the link to unsubscribe that were asked for.</summary>
    public MailHistory ManageMails { get; init; } = MailHistory.Empty;

    /// <summary>The stored version that this was read at; null for one that is not stored yet.</summary>
    public string? Version { get; init; }
}

/// <summary>What somebody agreed to: the words and their version, on which page, when, by which submission.</summary>
internal sealed record Consent(string Text, string Version, string? Page, DateTimeOffset At, string SubmissionId);

/// <summary>Addresses are never keys: a recipient is found by a keyed hash of the address.</summary>
internal static class RecipientKey
{
    /// <summary>HMAC-SHA256 of the canonical address, in lower-case hex.</summary>
    public static string For(EmailAddress address, ReadOnlySpan<byte> addressKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(addressKey, Encoding.UTF8.GetBytes(address.Canonical)));

    /// <summary>The key's first two digits: 256 partitions.</summary>
    public static string PartitionOf(string key) => key[..2];
}
