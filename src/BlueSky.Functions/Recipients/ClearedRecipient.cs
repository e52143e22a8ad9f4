namespace BlueSky.Functions.Recipients;

/// <summary>
/// What stays of a person who is forgotten: the limits, the suppression and the opt-out, under a key that does not tell
/// the address, so that nobody can be harassed by way of being erased; and the number of the latest request, so that a
/// link from before cannot confirm a later one. All else goes, also what is added to recipients later.
/// </summary>
internal static class ClearedRecipient
{
    public static Recipient Cleared(this Recipient recipient) => new()
    {
        Key = recipient.Key,
        State = recipient.State == SubscriptionState.Suppressed ? recipient.State : recipient.StateWithoutRequest(),
        RequestNumber = recipient.RequestNumber,
        UnsubscribedAt = recipient.HasOptedOut() ? recipient.UnsubscribedAt : null,
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

    /// <summary>
    /// Forgets who only ever got acknowledgements, the last of them before a time; nobody else.
    /// </summary>
    public static Recipient ForgetAcknowledged(this Recipient recipient, DateTimeOffset before) =>
        recipient is
        {
            State: SubscriptionState.None, Email: not null, Consent: null, ConfirmedAt: null, UnsubscribedAt: null,
            Acknowledgements.Entries.Count: > 0,
        }
        && recipient.Acknowledgements.Entries.All(sent => sent.At < before)
            ? recipient.Cleared()
            : recipient;

    // "bounce: 550 <ada@example.org> unknown" becomes "bounce": a mail server's words often name the address.
    private static string? WithoutWords(string? reason) => reason?.Split(':')[0];
}
