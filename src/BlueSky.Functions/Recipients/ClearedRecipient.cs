namespace BlueSky.Functions.Recipients;

/// <summary>
/// What stays of a person who is forgotten: the limits and the suppression, under a key that does not tell the
/// address, so that nobody can be harassed by way of being erased; and the number of the latest request, so that a
/// link from before cannot confirm a later one. All else goes, also what is added to recipients later.
/// </summary>
internal static class ClearedRecipient
{
    public static Recipient Cleared(this Recipient recipient) => new()
    {
        Key = recipient.Key,
        State = recipient.State == SubscriptionState.Suppressed ? recipient.State : SubscriptionState.None,
        RequestNumber = recipient.RequestNumber,
        SuppressedAt = recipient.SuppressedAt,
        SuppressedReason = WithoutWords(recipient.SuppressedReason),
        SuppressionLiftedAt = recipient.SuppressionLiftedAt,
        Confirmations = recipient.Confirmations,
        Acknowledgements = recipient.Acknowledgements,
        Welcomes = recipient.Welcomes,
        ManageMails = recipient.ManageMails,
        Version = recipient.Version,
    };

    public static bool IsCleared(this Recipient recipient) => recipient == recipient.Cleared();

    // "bounce: 550 <ada@example.org> unknown" becomes "bounce": a mail server's words often name the address.
    private static string? WithoutWords(string? reason) => reason?.Split(':')[0];
}
