using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The status of the request that a link refers to.</summary>
internal enum RequestStatus
{
    /// <summary>Waits for a confirmation.</summary>
    Open,
    Confirmed,

    /// <summary>Waits, but the link is too old.</summary>
    Expired,

    /// <summary>
    /// Ended by its owner (not me), deleted, or ended by an unsubscription; a later request has its own links.
    /// </summary>
    Ended,
}

internal static class RequestStatuses
{
    public static RequestStatus StatusOf(this Recipient recipient, ConfirmationLink link, DateTimeOffset now) =>
        recipient.RequestNumber != link.RequestNumber ? RequestStatus.Ended
        : recipient.State switch
        {
            SubscriptionState.Pending when link.ExpiresAt <= now => RequestStatus.Expired,
            SubscriptionState.Pending => RequestStatus.Open,
            SubscriptionState.Confirmed => RequestStatus.Confirmed,
            _ => RequestStatus.Ended,
        };
}
