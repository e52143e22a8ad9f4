using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Recipients;

/// <summary>A subscription from a file.</summary>
/// <param name="State">
/// Confirmed or pending adds the address if it is new here. Unsubscribed or suppressed restricts an address, known or
/// not.
/// </param>
/// <param name="Consent">Its submission id is the import's.</param>
/// <param name="Source">Where they signed up, in the words of the person who imports.</param>
/// <param name="EndedAt">When it was unsubscribed or suppressed; null when the file does not say.</param>
internal sealed record ImportedSubscription(
    SubscriptionState State, Consent Consent, string Source, DateTimeOffset? EndedAt = null);

/// <summary>
/// What an import may do. It can only restrict: an address that unsubscribed, complained or bounced does not come back
/// by it, not even if it was erased after that, and a subscription that is known keeps its own consent.
/// </summary>
internal static class ImportTransition
{
    private const string By = "import";

    public static Recipient Import(
        this Recipient recipient, EmailAddress address, ImportedSubscription line, DateTimeOffset now) => line.State switch
    {
        SubscriptionState.Confirmed or SubscriptionState.Pending
            when RecipientState.Of(recipient).MayBeAdded =>
            recipient.From(address, line) with
            {
                State = line.State,
                RequestNumber = recipient.RequestNumber + 1,
                // Not the file's date: who confirms after news began does not get them.
                ConfirmedAt = line.State == SubscriptionState.Confirmed ? now : null,
                ConfirmedBy = line.State == SubscriptionState.Confirmed ? line.Consent.SubmissionId : null,
            },
        SubscriptionState.Unsubscribed
            when recipient.State is not (SubscriptionState.Unsubscribed or SubscriptionState.Suppressed) =>
            recipient.KnownOr(address, line).Unsubscribe(By, Earlier(line.EndedAt, now)),
        SubscriptionState.Suppressed
            when recipient.State != SubscriptionState.Suppressed
                && !(Earlier(line.EndedAt, now) <= recipient.SuppressionLiftedAt) =>
            recipient.KnownOr(address, line) with
            {
                State = SubscriptionState.Suppressed,
                SuppressedAt = Earlier(line.EndedAt, now),
                SuppressedReason = By,
            },
        _ => recipient,
    };

    private static Recipient From(this Recipient recipient, EmailAddress address, ImportedSubscription line) =>
        recipient with
        {
            Email = address.Text,
            Consent = line.Consent,
            Source = line.Source,
        };

    // An erased recipient stays erased: the address is not stored again to say that it must not be written to.
    private static Recipient KnownOr(this Recipient recipient, EmailAddress address, ImportedSubscription line) =>
        recipient is { Email: null, State: SubscriptionState.None, RequestNumber: 0 }
            ? recipient.From(address, line)
            : recipient;

    private static DateTimeOffset Earlier(DateTimeOffset? time, DateTimeOffset now) =>
        time is { } known && known < now ? known : now;
}
