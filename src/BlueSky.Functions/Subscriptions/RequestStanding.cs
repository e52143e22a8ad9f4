using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Subscriptions;

/// <summary>What has become of the request that a link is about.</summary>
internal enum RequestStanding
{
    /// <summary>It waits for an answer.</summary>
    Open,
    Confirmed,

    /// <summary>It waits, but the link is too old.</summary>
    Expired,

    /// <summary>It was disowned, forgotten, or ended by an unsubscription; a later one has links of its own.</summary>
    Ended,
}

internal static class RequestStandings
{
    public static RequestStanding StandingOf(this Recipient recipient, RequestLink link, DateTimeOffset now) =>
        recipient.RequestNumber != link.RequestNumber ? RequestStanding.Ended
        : recipient.State switch
        {
            SubscriptionState.Pending when link.ExpiresAt <= now => RequestStanding.Expired,
            SubscriptionState.Pending => RequestStanding.Open,
            SubscriptionState.Confirmed => RequestStanding.Confirmed,
            _ => RequestStanding.Ended,
        };
}
