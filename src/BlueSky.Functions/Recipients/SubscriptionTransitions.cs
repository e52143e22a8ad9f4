using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Recipients;

/// <summary>
/// The only ways in which a subscription changes its state; pure, so that one conditional write decides both the state
/// and the limit. Each returns the recipient itself where nothing changes.
/// </summary>
internal static class SubscriptionTransitions
{
    /// <summary>
    /// Somebody asks for a subscription that the address's owner is to confirm. A pending request stays the same one,
    /// whoever asks again: two mails make one subscription.
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
    /// Subscribes at once, where nobody is asked to confirm. Not for who has opted out: anybody can type an address.
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
    /// The owner confirms the pending request of that number. The limit on asking goes on: who leaves and asks again,
    /// and again, is asked no more often than anybody.
    /// </summary>
    /// <param name="by">The submission by which it is confirmed.</param>
    public static Recipient Confirm(this Recipient recipient, int requestNumber, string by, DateTimeOffset at) =>
        recipient.State == SubscriptionState.Pending && recipient.RequestNumber == requestNumber
            ? recipient with
            {
                State = SubscriptionState.Confirmed,
                ConfirmedAt = at,
                ConfirmedBy = by,
            }
            : recipient;

    /// <summary>The owner ended a subscription and has confirmed none since, whoever asked for one.</summary>
    public static bool HasOptedOut(this Recipient recipient) =>
        recipient.State == SubscriptionState.Unsubscribed
        || (recipient.State != SubscriptionState.Confirmed
            && recipient.UnsubscribedAt is { } ended && !(recipient.ConfirmedAt > ended));

    /// <summary>The state of whom nobody asked for a subscription since.</summary>
    public static SubscriptionState StateWithoutRequest(this Recipient recipient) =>
        recipient.HasOptedOut() ? SubscriptionState.Unsubscribed : SubscriptionState.None;

    /// <summary>Nobody confirmed the request, and nobody asked again, since before that time.</summary>
    public static Recipient ForgetPending(this Recipient recipient, DateTimeOffset before) =>
        recipient.State == SubscriptionState.Pending && recipient.Consent?.At < before
            ? recipient.Cleared()
            : recipient;

    /// <summary>
    /// The owner did not ask for it: a pending request is forgotten, a subscription that came of it ends.
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
    /// <param name="by">The way in which it ended, without personal data.</param>
    public static Recipient Unsubscribe(this Recipient recipient, string by, DateTimeOffset now) =>
        recipient.State is SubscriptionState.Unsubscribed or SubscriptionState.Suppressed
            ? recipient
            : recipient with
            {
                State = SubscriptionState.Unsubscribed,
                UnsubscribedAt = now,
                UnsubscribedBy = by,
            };

    /// <summary>Somebody asks for the link to unsubscribe: only a subscriber has a use for it.</summary>
    public static Recipient AskForLink(
        this Recipient recipient, string submissionId, DateTimeOffset now, MailLimit limit) =>
        recipient.State == SubscriptionState.Confirmed
        && !recipient.ManageMails.Includes(submissionId)
        && recipient.ManageMails.TryAdd(submissionId, now, limit) is { } history
            ? recipient with { ManageMails = history }
            : recipient;

    /// <summary>
    /// Nothing follows from a request. Processing may run again, and late: what a submission changed once it must not
    /// change again.
    /// </summary>
    public static bool IsClosedTo(this Recipient recipient, Submission submission) =>
        recipient.State is SubscriptionState.Confirmed or SubscriptionState.Suppressed
        || recipient.Consent?.SubmissionId == submission.Id
        || recipient.Confirmations.Includes(submission.Id);
}

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
