using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Recipients;

/// <summary>
/// The state changes of a subscription, except suppression (see <see cref="RecipientBook"/>). Pure, so that one
/// conditional write decides both the state and the limit. Each returns the same recipient when nothing changes.
/// </summary>
internal static class SubscriptionTransitions
{
    /// <summary>
    /// Requests a subscription that the owner must confirm. A repeated request keeps the pending one: two emails make
    /// one subscription.
    /// </summary>
    public static Recipient Request(
        this Recipient recipient, Submission submission, Consent consent, DateTimeOffset now, MailLimit limit) =>
        recipient.IsClosedTo(submission)
            ? recipient
            : recipient with
            {
                Email = submission.Email,
                State = SubscriptionState.Pending,
                RequestNumber = recipient.State == SubscriptionState.Pending
                    ? recipient.RequestNumber
                    : recipient.RequestNumber + 1,
                Consent = consent,
                Confirmations = recipient.Confirmations.TryAdd(submission.Id, now, limit) ?? recipient.Confirmations,
            };

    /// <summary>
    /// Subscribes without a confirmation. Not for an address that opted out: anyone can type an address.
    /// </summary>
    public static Recipient Subscribe(
        this Recipient recipient, Submission submission, Consent consent, DateTimeOffset now, MailLimit limit) =>
        recipient.IsClosedTo(submission)
            ? recipient
            : recipient with
            {
                Email = submission.Email,
                State = SubscriptionState.Confirmed,
                RequestNumber = recipient.RequestNumber + 1,
                Consent = consent,
                ConfirmedAt = now,
                ConfirmedBy = submission.Id,
                Welcomes = recipient.Welcomes.TryAdd(submission.Id, now, limit) ?? recipient.Welcomes,
            };

    /// <summary>
    /// The owner confirms the pending request of that number. The limit on confirmation emails is not reset, so
    /// subscribing and unsubscribing in turn sends no more of them.
    /// </summary>
    /// <param name="by">The submission that confirms it.</param>
    public static Recipient Confirm(this Recipient recipient, int requestNumber, string by, DateTimeOffset at) =>
        recipient.State == SubscriptionState.Pending && recipient.RequestNumber == requestNumber
            ? recipient with
            {
                State = SubscriptionState.Confirmed,
                ConfirmedAt = at,
                ConfirmedBy = by,
            }
            : recipient;

    /// <summary>
    /// True when the owner ended a subscription and has confirmed no other since, even if one was requested.
    /// </summary>
    public static bool HasOptedOut(this Recipient recipient) =>
        recipient.State == SubscriptionState.Unsubscribed
        || (recipient.State != SubscriptionState.Confirmed
            && recipient.UnsubscribedAt is { } ended && !(recipient.ConfirmedAt > ended));

    /// <summary>The state when there is no open request and no suppression.</summary>
    public static SubscriptionState StateWithoutRequest(this Recipient recipient) =>
        recipient.HasOptedOut() ? SubscriptionState.Unsubscribed : SubscriptionState.None;

    /// <summary>Clears a pending request that was last made before a time.</summary>
    public static Recipient ClearPending(this Recipient recipient, DateTimeOffset before) =>
        recipient.State == SubscriptionState.Pending && recipient.Consent?.At < before
            ? recipient.Cleared()
            : recipient;

    /// <summary>
    /// The owner did not make the request: clears it while pending, or ends the subscription that resulted from it.
    /// </summary>
    public static Recipient NotMe(this Recipient recipient, int requestNumber, DateTimeOffset now) =>
        recipient.RequestNumber != requestNumber ? recipient
        : recipient.State switch
        {
            SubscriptionState.Pending => recipient.Cleared(),
            SubscriptionState.Confirmed => recipient.Unsubscribe("this was not me", now),
            _ => recipient,
        };

    /// <summary>A suppressed recipient stays suppressed.</summary>
    /// <param name="by">How it ended, without personal data.</param>
    public static Recipient Unsubscribe(this Recipient recipient, string by, DateTimeOffset now) =>
        recipient.State is SubscriptionState.Unsubscribed or SubscriptionState.Suppressed
            ? recipient
            : recipient with
            {
                State = SubscriptionState.Unsubscribed,
                UnsubscribedAt = now,
                UnsubscribedBy = by,
            };

    /// <summary>Counts an email with the unsubscribe link. Only subscribers get one.</summary>
    public static Recipient RequestLink(
        this Recipient recipient, string submissionId, DateTimeOffset now, MailLimit limit) =>
        recipient.State == SubscriptionState.Confirmed
        && !recipient.ManageMails.Includes(submissionId)
        && recipient.ManageMails.TryAdd(submissionId, now, limit) is { } history
            ? recipient with { ManageMails = history }
            : recipient;

    /// <summary>
    /// True when a request has no effect. Processing may run again, and late: a submission must not take effect twice.
    /// </summary>
    public static bool IsClosedTo(this Recipient recipient, Submission submission) =>
        recipient.State is SubscriptionState.Confirmed or SubscriptionState.Suppressed
        || recipient.Consent?.SubmissionId == submission.Id
        || recipient.Confirmations.Includes(submission.Id);
}

/// <summary>
/// What remains after a person is erased: the limits, the suppression and the opt-out, under a hashed key, so that an
/// erasure does not allow new unwanted email; and the number of the latest request, so that an old link cannot confirm
/// a later one. Everything else is removed, including properties that are added in future.
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
        SuppressedReason = WithoutDetails(recipient.SuppressedReason),
        SuppressionLiftedAt = recipient.SuppressionLiftedAt,
        Confirmations = recipient.Confirmations,
        Acknowledgements = recipient.Acknowledgements,
        Welcomes = recipient.Welcomes,
        ManageMails = recipient.ManageMails,
        Version = recipient.Version,
    };

    public static bool IsCleared(this Recipient recipient) => recipient == recipient.Cleared();

    /// <summary>Clears a recipient that only ever got acknowledgements, the last of them before a time.</summary>
    public static Recipient ClearAcknowledged(this Recipient recipient, DateTimeOffset before) =>
        recipient is
        {
            State: SubscriptionState.None, Email: not null, Consent: null, ConfirmedAt: null, UnsubscribedAt: null,
            Acknowledgements.Entries.Count: > 0,
        }
        && recipient.Acknowledgements.Entries.All(sent => sent.At < before)
            ? recipient.Cleared()
            : recipient;

    // "bounce: 550 <ada@example.org> unknown" becomes "bounce": a mail server's text often contains the address.
    private static string? WithoutDetails(string? reason) => reason?.Split(':')[0];
}
