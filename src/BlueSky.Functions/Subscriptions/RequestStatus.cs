using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Subscriptions;

/// <summary>What has become of the request that a link is about.</summary>
internal enum RequestStatus
{
    /// <summary>It waits for an answer.</summary>
    Open,
    Confirmed,

    /// <summary>It waits, but the link is too old.</summary>
    Expired,

    /// <summary>It was ended by its owner (not me), forgotten, or ended by an unsubscription; a later one has links of its own.</summary>
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
