using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Delivers the free resources, and explains how to unsubscribe: a link, and RFC 8058's headers for mail clients.
/// </summary>
internal sealed class SubscribeWelcome(
    ContentRenderer renderer, ClinicSettings clinic, ResourceList resources, SubscriptionLinks links,
    ConfirmationQuota quota) : IMailTemplate
{
    public const string TemplateName = "subscribe-welcome";

    public string Name => TemplateName;

    // Without double opt-in, anyone can have it sent to any address.
    public MailQuota? QuotaFor(Submission submission) =>
        submission.Kind == SubscribeForm.FormName ? quota : null;

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (!clinic.HasPostalAddress)
        {
            return new MailRejection(new SendOutcome.Denied("Clinic:PostalAddress is still the placeholder."));
        }

        var (address, texts) = (EmailAddress.OfStored(mail.To), Texts.For(submission.Language));
        var unsubscribe = links.ToUnsubscribe(address, texts);
        var model = new SubscribeWelcomeModel(
            clinic.Details(texts), await resources.FindAsync(cancellationToken), unsubscribe, links.ToResources(address, texts),
            IsConfirmed: submission.Kind == ConfirmHandler.KindName);

        return new MailDraft(await SubscribeWelcomeMail.RenderAsync(renderer, model))
        {
            Headers = ListHeaders.For(unsubscribe),
            ReplyTo = clinic.ReplyTo,
        };
    }
}
