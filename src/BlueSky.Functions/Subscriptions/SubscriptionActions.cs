using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// What recipients answer by the links of their mails. What a mail follows from is a submission like a visitor's post:
/// stored before it is answered, and processed from the queue.
/// </summary>
internal sealed class SubscriptionActions(
    RecipientBook recipients, Intake intake, SiteSettings site, TimeProvider clock)
{
    public async Task<RequestStatus> FindAsync(ConfirmationLink link, CancellationToken cancellationToken) =>
        StatusOf(await recipients.FindAsync(link.Recipient, cancellationToken), link);

    /// <returns>How the request stood before: <see cref="RequestStatus.Open"/> when this confirms it.</returns>
    public async Task<RequestStatus> ConfirmAsync(ConfirmationLink link, CancellationToken cancellationToken)
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
        });

        await ConfirmAtOnceAsync(link, receipt, cancellationToken);
        return receipt.IsRepeat ? RequestStatus.Confirmed : RequestStatus.Open;
    }

    // Processing does the same a moment later, with all that follows; but who looks again at once should see it done.
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
            // It is stored, and that is what was promised.
        }
    }

    /// <summary>The owner did not ask for it.</summary>
    /// <returns>False when the link is about an earlier request: nothing was changed.</returns>
    public async Task<bool> NotMeAsync(ConfirmationLink link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var recipient = await recipients.ChangeAsync(
            link.Recipient, current => current.NotMe(link.RequestNumber, now), cancellationToken);
        return recipient.RequestNumber == link.RequestNumber;
    }

    /// <param name="by">For the consent record: how it ended.</param>
    public async Task UnsubscribeAsync(string recipient, string by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await recipients.ChangeAsync(recipient, current => current.Unsubscribe(by, now), cancellationToken);
    }

    /// <summary>Asks for a subscription anew, as the website's form would.</summary>
    /// <param name="page">The address of the page with the button, below <c>/api/</c>.</param>
    /// <returns>False when it cannot be asked for: the address was forgotten, or must not be mailed.</returns>
    public async Task<bool> AskAgainAsync(string recipient, string page, CancellationToken cancellationToken)
    {
        if (await recipients.FindAsync(recipient, cancellationToken) is not
            { Email: { } email, State: not SubscriptionState.Suppressed })
        {
            return false;
        }

        var form = new SubscribeForm();
        await intake.AcceptAsync(
            SubmissionDraft.FromPage(form.Name, email, PageAt(page)) with { RepeatWindow = form.RepeatWindow });
        return true;
    }

    /// <summary>
    /// Somebody without a link asks for the one to unsubscribe. No recipient is read: nobody must learn who is one.
    /// </summary>
    public Task AskForLinkAsync(string email) => intake.AcceptAsync(
        SubmissionDraft.FromPage(ManageHandler.KindName, email, PageAt("unsubscribe"))
            with { RepeatWindow = ManageHandler.RepeatWindow });

    private RequestStatus StatusOf(Recipient? recipient, ConfirmationLink link) =>
        recipient?.StatusOf(link, clock.GetUtcNow()) ?? RequestStatus.Ended;

    private string PageAt(string route) => new Uri(site.BaseUrl, $"/api/{route}").AbsoluteUri;
}
