using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Delivers the free resources, and says how to leave: a link to read, and RFC 8058's headers for mail programs.
/// </summary>
internal sealed class SubscribeWelcome(
    ContentRenderer renderer, ClinicSettings clinic, SubscriptionSettings settings, UnsubscribeLinks links)
    : IMailTemplate
{
    public const string TemplateName = "subscribe-welcome";

    public string Name => TemplateName;

    public async Task<MailDraft> RenderAsync(Submission submission, LedgerMail mail)
    {
        var unsubscribe = links.For(EmailAddress.TryParse(mail.To)
            ?? throw new InvalidOperationException("A ledger mail's address is no longer valid."));
        var model = new SubscribeWelcomeModel(clinic.Details(), settings.Resources, unsubscribe, ResourcesPage: null);

        return new MailDraft(await SubscribeWelcomeMail.RenderAsync(renderer, model))
        {
            Headers = new Dictionary<string, string>
            {
                ["List-Unsubscribe"] = $"<{unsubscribe.AbsoluteUri}>",
                ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click",
            },
        };
    }
}
