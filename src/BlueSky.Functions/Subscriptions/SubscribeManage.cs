using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>Sends a subscriber the unsubscribe link, without anything that a visitor typed.</summary>
internal sealed class SubscribeManage(
    ContentRenderer renderer, ClinicSettings clinic, SubscriptionLinks links, RecipientBook recipients,
    ManageQuota quota) : IMailTemplate
{
    public const string TemplateName = "subscribe-manage";

    public string Name => TemplateName;

    public MailQuota QuotaFor(Submission submission) => quota;

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        // The email may have waited for hours: not sent after the subscription ended.
        var (address, texts) = (EmailAddress.OfStored(mail.To), Texts.For(submission.Language));
        return await recipients.FindAsync(address, cancellationToken) is { State: SubscriptionState.Confirmed }
            ? new MailDraft(await SubscribeManageMail.RenderAsync(
                renderer, new SubscribeManageModel(clinic.Details(texts), links.ToUnsubscribe(address, texts))))
            {
                ReplyTo = clinic.ReplyTo,
            }
            : new MailRejection(new SendOutcome.Refused("The subscription ended meanwhile."));
    }
}
