using System.Globalization;
using BlueSky.Content.Localization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// What recipients do through the links in their emails. An action that sends an email is stored as a submission first,
/// like a visitor's post, and processed from the queue.
/// </summary>
internal sealed class SubscriptionActions(
    RecipientBook recipients, Intake intake, SiteSettings site, TimeProvider clock)
{
    public async Task<RequestStatus> FindAsync(ConfirmationLink link, CancellationToken cancellationToken) =>
        StatusOf(await recipients.FindAsync(link.Recipient, cancellationToken), link);

    /// <param name="texts">The language of the page, and of the email that follows; as for all of these.</param>
    /// <returns>The status before: <see cref="RequestStatus.Open"/> when this confirms it.</returns>
    public async Task<RequestStatus> ConfirmAsync(
        ConfirmationLink link, Texts texts, CancellationToken cancellationToken)
    {
        var recipient = await recipients.FindAsync(link.Recipient, cancellationToken);
        if (StatusOf(recipient, link) is var status and not RequestStatus.Open)
        {
            return status;
        }

        var number = link.RequestNumber.ToString(CultureInfo.InvariantCulture);
        var draft = SubmissionDraft.FromPage(ConfirmHandler.KindName, recipient!.Email!, PageAt("confirm"));
        var request = new PostedField(ConfirmHandler.RequestField, number);
        var receipt = await intake.AcceptAsync(draft with
        {
            RepeatKey = $"request:{link.Recipient}:{number}",
            Content = [.. draft.Content, request],
            Fields = [request],
            Language = texts.Tag,
        });

        await ConfirmAtOnceAsync(link, receipt, cancellationToken);
        return receipt.IsRepeat ? RequestStatus.Confirmed : RequestStatus.Open;
    }

    // Processing does this again, with all its effects. Done here too so that a reload of the page shows it at once.
    private async Task ConfirmAtOnceAsync(ConfirmationLink link, Receipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await recipients.ChangeAsync(
                link.Recipient,
                current => current.Confirm(link.RequestNumber, receipt.Id, receipt.ReceivedAt),
                cancellationToken);
        }
        catch (StorageUnavailableException)
        {
            // The submission is stored, so processing will confirm the request.
        }
    }

    /// <summary>The owner did not make the request.</summary>
    /// <returns>False when the link refers to an earlier request: nothing was changed.</returns>
    public async Task<bool> NotMeAsync(ConfirmationLink link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var recipient = await recipients.ChangeAsync(
            link.Recipient, current => current.NotMe(link.RequestNumber, now), cancellationToken);
        return recipient.RequestNumber == link.RequestNumber;
    }

    /// <param name="by">How it ended, for the consent record.</param>
    public async Task UnsubscribeAsync(string recipient, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await recipients.ChangeAsync(recipient, current => current.Unsubscribe(by, now), cancellationToken);
    }

    /// <summary>Requests a subscription again, as the website's form would.</summary>
    /// <param name="page">The route of the page with the button, below <c>/api/</c>.</param>
    /// <returns>False when the address was erased or is suppressed.</returns>
    public async Task<bool> RequestAgainAsync(
        string recipient, string page, Texts texts, CancellationToken cancellationToken)
    {
        if (await recipients.FindAsync(recipient, cancellationToken) is not
            { Email: { } email, State: not SubscriptionState.Suppressed })
        {
            return false;
        }

        var form = new SubscribeForm();
        await intake.AcceptAsync(
            SubmissionDraft.FromPage(form.Name, email, PageAt(page))
                with { RepeatWindow = form.RepeatWindow, Language = texts.Tag });
        return true;
    }

    /// <summary>
    /// Requests the unsubscribe link for a visitor without one. Reads no recipient: the response must not reveal who is
    /// subscribed.
    /// </summary>
    public Task RequestLinkAsync(string email, Texts texts) => intake.AcceptAsync(
        SubmissionDraft.FromPage(ManageHandler.KindName, email, PageAt("unsubscribe"))
            with { RepeatWindow = ManageHandler.RepeatWindow, Language = texts.Tag });

    private RequestStatus StatusOf(Recipient? recipient, ConfirmationLink link) =>
        recipient?.StatusOf(link, clock.GetUtcNow()) ?? RequestStatus.Ended;

    private string PageAt(string route) => new Uri(site.BaseUrl, $"/api/{route}").AbsoluteUri;
}
