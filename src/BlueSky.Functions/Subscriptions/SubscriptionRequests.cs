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
internal sealed class SubscriptionRequests(
    RecipientBook recipients, Intake intake, SiteSettings site, TimeProvider clock)
{
    public async Task<RequestStanding> FindAsync(RequestLink link, CancellationToken cancellationToken) =>
        StandingOf(await recipients.FindAsync(link.Recipient, cancellationToken), link);

    /// <returns>How the request stood before: <see cref="RequestStanding.Open"/> when this confirms it.</returns>
    public async Task<RequestStanding> ConfirmAsync(RequestLink link, CancellationToken cancellationToken)
    {
        var recipient = await recipients.FindAsync(link.Recipient, cancellationToken);
        if (StandingOf(recipient, link) is var standing and not RequestStanding.Open)
        {
            return standing;
        }

        var number = link.RequestNumber.ToString(CultureInfo.InvariantCulture);
        var receipt = await intake.AcceptAsync(new LinkAnswer(
            ConfirmHandler.FormName, recipient!.Email!, PageAt("confirm"),
            new RepeatKey($"request:{link.Recipient}:{number}"),
            [new PostedField(ConfirmHandler.RequestField, number)]));

        await ConfirmAtOnceAsync(link, receipt, cancellationToken);
        return receipt.IsRepeat ? RequestStanding.Confirmed : RequestStanding.Open;
    }

    // Processing does the same a moment later, with all that follows; but who looks again at once should see it done.
    private async Task ConfirmAtOnceAsync(RequestLink link, Receipt receipt, CancellationToken cancellationToken)
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
    public async Task<bool> DisownAsync(RequestLink link, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var recipient = await recipients.ChangeAsync(
            link.Recipient, current => current.Disown(link.RequestNumber, now), cancellationToken);
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
        await intake.AcceptAsync(new LinkAnswer(
            form.Name, email, PageAt(page),
            RepeatKey.Within(form.RepeatWindow, clock.GetUtcNow()), []));
        return true;
    }

    /// <summary>
    /// Somebody without a link asks for the one to unsubscribe. No recipient is read: nobody must learn who is one.
    /// </summary>
    public Task AskForLinkAsync(string email) => intake.AcceptAsync(new LinkAnswer(
        ManageHandler.FormName, email, PageAt("unsubscribe"),
        RepeatKey.Within(ManageHandler.RepeatWindow, clock.GetUtcNow()), []));

    private RequestStanding StandingOf(Recipient? recipient, RequestLink link) =>
        recipient?.StandingOf(link, clock.GetUtcNow()) ?? RequestStanding.Ended;

    private string PageAt(string route) => new Uri(site.BaseUrl, $"/api/{route}").AbsoluteUri;
}
