using BlueSky.Content.Staff;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscribers;

/// <summary>How the pages call what a recipient's row says.</summary>
internal static class SubscriberText
{
    public static Tag StateOf(SubscriptionState state) => state switch
    {
        SubscriptionState.Confirmed => new Tag(NameOf(state), TagTone.Good),
        SubscriptionState.Pending => new Tag(NameOf(state), TagTone.Wait),
        SubscriptionState.Suppressed => new Tag(NameOf(state), TagTone.Bad),
        _ => new Tag(NameOf(state)),
    };

    public static string NameOf(SubscriptionState state) => state switch
    {
        SubscriptionState.Confirmed => "Signed up",
        SubscriptionState.Pending => "Waiting to confirm",
        SubscriptionState.Unsubscribed => "Unsubscribed",
        SubscriptionState.Suppressed => "Email does not arrive",
        _ => "Not signed up",
    };

    /// <summary>How they signed up.</summary>
    public static string HowOf(Recipient recipient) => recipient switch
    {
        { Source: { } source } => $"File: {source}",
        { Consent: not null } => "Website",
        _ => "Did not sign up",
    };

    /// <summary>The consent record, and what came after it.</summary>
    public static IEnumerable<Fact> RecordOf(Recipient recipient, ClinicSettings clinic, DateTimeOffset now)
    {
        if (recipient.Consent is { } consent)
        {
            yield return new Fact(recipient.Source is null ? "Agreed to" : "Added because", consent.Text);
            yield return new Fact("On", TimeOf(consent.At)!);
            if (recipient.Source is { } source)
            {
                yield return new Fact("Signed up at", source);
            }
            else
            {
                yield return new Fact("Version of the text", consent.Version);
            }

            if (consent.Page is { } page)
            {
                yield return new Fact("Page", page);
            }

            yield return new Fact("Reference", consent.SubmissionId);
        }

        if (TimeOf(recipient.ConfirmedAt) is { } confirmed)
        {
            yield return new Fact("Confirmed", $"{confirmed} ({recipient.ConfirmedBy})");
        }

        if (TimeOf(recipient.UnsubscribedAt) is { } unsubscribed)
        {
            yield return new Fact(
                "Unsubscribed", recipient.UnsubscribedBy is { } by ? $"{unsubscribed} ({by})" : unsubscribed);
        }

        if (TimeOf(recipient.SuppressedAt) is { } suppressed)
        {
            yield return new Fact("Email does not arrive since", suppressed);
            yield return new Fact("Reason", recipient.SuppressedReason ?? "not known");
        }

        if (TimeOf(recipient.SuppressionLiftedAt) is { } lifted)
        {
            yield return new Fact("Email allowed again", lifted);
        }

        string? TimeOf(DateTimeOffset? time) =>
            time is { } known ? $"{clinic.LongDay(now, known)}, {clinic.Clock(known)}" : null;
    }
}
