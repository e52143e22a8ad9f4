using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Http;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscribers;

/// <summary>Shows one subscriber with the consent record, and does what a person asked the clinic to do.</summary>
internal sealed class SubscriberEndpoint(
    ContentRenderer renderer, RecipientBook recipients, PersonSearch search, TracedErasure erasure, RequestListView frames,
    StaffPages pages, DeskAudit audit, ClinicSettings clinic, TimeProvider clock)
{
    /// <summary>How a subscription ended, in the consent record.</summary>
    private const string By = "by the clinic, on request";

    private const int KeyLength = 64;

    /// <param name="saved">What was just done: the value of <c>do</c>.</param>
    public async Task<IResult> ShowAsync(
        StaffVisit visit, string key, string? saved, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { Email: { } email } recipient)
        {
            return await pages.NotFoundAsync();
        }

        await audit.WriteAsync(
            visit.Person, "view subscriber", AuditSubject.OfRecipient(recipient.Key), cancellationToken);
        return new StaffPage(await SubscriberPage.RenderAsync(renderer, new SubscriberModel(
            frames.FrameOf(visit),
            SubscriberListEndpoint.LinkTo(recipient.Key),
            email,
            SubscriberText.StateOf(recipient.State),
            [.. SubscriberText.RecordOf(recipient, clinic, clock.GetUtcNow())])
        {
            CanUnsubscribe = recipient.State is SubscriptionState.Confirmed or SubscriptionState.Pending,
            CanLift = recipient.State == SubscriptionState.Suppressed,
            Saved = (saved, recipient.State) switch
            {
                ("unsubscribe", SubscriptionState.Unsubscribed) => "This address is unsubscribed.",
                ("lift", not SubscriptionState.Suppressed) => "Email to this address is allowed again.",
                _ => null,
            },
        }));
    }

    public async Task<IResult> ChangeAsync(
        StaffVisit visit, string key, PostedForm form, CancellationToken cancellationToken)
    {
        if (await FindAsync(key, cancellationToken) is not { Email: { } email } recipient)
        {
            return await pages.NotFoundAsync();
        }

        var subject = AuditSubject.OfRecipient(recipient.Key);
        switch (form["do"])
        {
            case "unsubscribe":
                var now = clock.GetUtcNow();
                await audit.WriteAsync(visit.Person, "unsubscribe", subject, cancellationToken);
                await recipients.ChangeAsync(recipient.Key, current => current.Unsubscribe(By, now), cancellationToken);
                break;
            case "lift":
                await audit.WriteAsync(visit.Person, "lift suppression", subject, cancellationToken);
                await recipients.LiftSuppressionAsync(EmailAddress.OfStored(email), cancellationToken);
                break;
            case "erase":
                return await EraseAsync(visit, recipient.Key, email, form["confirm"], cancellationToken);
            default:
                return await pages.UnreadableAsync();
        }

        return new SeeOther($"{SubscriberListEndpoint.LinkTo(recipient.Key)}?saved={form["do"]}");
    }

    private async Task<IResult> EraseAsync(
        StaffVisit visit, string key, string email, string? confirm, CancellationToken cancellationToken)
    {
        if (confirm != "1")
        {
            return await pages.NothingErasedAsync(
                new StaffLink("Back to the subscriber", SubscriberListEndpoint.LinkTo(key).OriginalString));
        }

        var person = new Person([EmailAddress.OfStored(email)], []);
        await erasure.EraseAsync(
            visit.Person, AuditSubject.OfRecipient(key),
            async () => (person, await search.FindAsync(person, cancellationToken)), cancellationToken);
        return new SeeOther(SubscriberListEndpoint.Path);
    }

    private async Task<Recipient?> FindAsync(string key, CancellationToken cancellationToken) =>
        key.Length == KeyLength && key.All(char.IsAsciiHexDigitLower)
            ? await recipients.FindAsync(key, cancellationToken)
            : null;
}
