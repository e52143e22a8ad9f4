using BlueSky.Content.Localization;
using BlueSky.Content.Pages;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The visitor looks into the inbox: to confirm, or for the free resources. The same for every address.
/// </summary>
internal sealed class SubscribeNextStep(
    ClinicSettings clinic, SiteSettings site, SubscriptionSettings settings, ResourceList resources) : INextStep
{
    public string Form => SubscribeForm.FormName;

    public Uri? ThankYouUrl => site.SubscribedUrl ?? site.ThankYouUrl;

    public string HintFor(AcceptedPost post, Texts texts) => settings.DoubleOptIn
        ? texts.Format("Hint.Confirm", ("button", texts["ConfirmMail.Button"])) + "\n" + texts["ThanksPage.Missing"]
        : texts["ThanksPage.OnTheWay"] + "\n" + texts["SentPage.Missing"];

    public ThanksModel PageFor(AcceptedPost post, Texts texts) => new SubscriptionThanks(
        clinic.Details(texts), settings.DoubleOptIn, resources.Known.Count > 0);
}
