namespace BlueSky.Functions.Recipients;

/// <summary>
/// What stays of a person who is forgotten: the limits and the suppression, under a key that does not tell the
/// address, so that nobody can be harassed by way of being erased. All else goes, also what is added later.
/// </summary>
internal static class ClearedRecipient
{
    public static Recipient Cleared(this Recipient recipient) => new()
    {
        Key = recipient.Key,
        State = recipient.State == SubscriptionState.Suppressed ? recipient.State : SubscriptionState.None,
        SuppressedAt = recipient.SuppressedAt,
        SuppressedReason = WithoutWords(recipient.SuppressedReason),
        SuppressionLiftedAt = recipient.SuppressionLiftedAt,
        Acknowledgements = recipient.Acknowledgements,
        Welcomes = recipient.Welcomes,
        Version = recipient.Version,
    };

    public static bool IsCleared(this Recipient recipient) => recipient == recipient.Cleared();

    // "bounce: 550 <ada@example.org> unknown" becomes "bounce": a mail server's words often name the address.
    private static string? WithoutWords(string? reason) => reason?.Split(':')[0];
}
