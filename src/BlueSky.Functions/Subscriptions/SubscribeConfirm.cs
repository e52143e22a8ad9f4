using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Asks the owner of an address to confirm a request. Contains a link to confirm and one for "this was not me", and
/// nothing that a visitor typed.
/// </summary>
internal sealed class SubscribeConfirm(
    ContentRenderer renderer, ClinicSettings clinic, SubscriptionSettings settings, SubscriptionLinks links,
    RecipientBook recipients, ResourceList resources, ConfirmationQuota quota, TimeProvider clock) : IMailTemplate
{
    public const string TemplateName = "subscribe-confirm";

    public string Name => TemplateName;

    public MailQuota QuotaFor(Submission submission) => quota;

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        // The email may have been held for hours: not sent after a confirmation or a suppression.
        var recipient = await recipients.FindAsync(EmailAddress.OfStored(mail.To), cancellationToken);
        if (recipient is not { State: SubscriptionState.Pending })
        {
            return new MailRejection(new SendOutcome.Refused("The request was answered or forgotten meanwhile."));
        }

        var (texts, link) = (Texts.For(submission.Language), links.LinkTo(recipient));
        var model = new SubscribeConfirmModel(
            clinic.Details(texts),
            links.ToConfirm(link, texts),
            links.ToNotMe(link, texts),
            settings.ConfirmDays,
            clinic.LongDay(clock.GetUtcNow(), link.ExpiresAt, texts),
            HasResources: (await resources.FindAsync(cancellationToken)).Count > 0);
        return new MailDraft(await SubscribeConfirmMail.RenderAsync(renderer, model)) { ReplyTo = clinic.ReplyTo };
    }
}
