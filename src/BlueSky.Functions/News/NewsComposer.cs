using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Subscriptions;

namespace BlueSky.Functions.News;

/// <summary>Composes news for one subscriber, with a link to unsubscribe of their own.</summary>
internal sealed class NewsComposer(ContentRenderer renderer, ClinicSettings clinic, SubscriptionLinks links, SiteSettings site)
{
    /// <summary>As a subscriber gets it, with a link that belongs to no one.</summary>
    public NewsMailModel Example(NewsItem news) => new(
        clinic.Details(), news.Subject, NewsText.Parse(news.Text), new Uri(site.BaseUrl, "/api/unsubscribe"));

    public async Task<MailDraft> ComposeAsync(string subject, NewsText text, EmailAddress to)
    {
        var unsubscribe = links.ToUnsubscribe(to, Texts.English);
        var model = new NewsMailModel(clinic.Details(), subject, text, unsubscribe);
        return new MailDraft(await NewsMail.RenderAsync(renderer, model))
        {
            Headers = ListHeaders.For(unsubscribe),
            ReplyTo = clinic.ReplyTo,
        };
    }
}
