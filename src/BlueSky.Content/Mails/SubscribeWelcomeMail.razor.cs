namespace BlueSky.Content.Mails;

/// <summary>The first email to a subscriber: the free resources, and how to unsubscribe.</summary>
public sealed partial class SubscribeWelcomeMail
{
    private const string Title = "Thank you for subscribing";
    private const string Promise = "We will write to you when there is something new.";
    private const string Reason = "You get this mail because this address is subscribed on our website.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, SubscribeWelcomeModel model) => new(
        $"Your free resources & news updates from {model.Clinic.Name}",
        Text(model),
        await renderer.RenderAsync<SubscribeWelcomeMail>(model));

    private static string Opening(SubscribeWelcomeModel model) =>
        $"You are now subscribed for free resources and news updates from {model.Clinic.Name}.";

    private static string Text(SubscribeWelcomeModel model) => PlainText.Blocks(
    [
        Title,
        PlainText.Wrap(Opening(model)),
        model.Resources.Count > 0 ? "Your free resources" : null,
        .. model.Resources.Select(Lines),
        model.Resources.Count > 0 ? $"See all free resources:\n{model.ResourcesPage.AbsoluteUri}" : null,
        Promise,
        $"{PlainText.Wrap(Reason)}\nUnsubscribe:\n{model.UnsubscribeUrl.AbsoluteUri}",
        MailFooter.Text(model.Clinic),
    ]);

    private static string Lines(FreeResource resource) => resource.Summary.Length == 0
        ? $"{PlainText.Wrap(resource.Title)}\n{resource.Url.AbsoluteUri}"
        : $"{PlainText.Wrap(resource.Title)}\n{PlainText.Wrap(resource.Summary)}\n{resource.Url.AbsoluteUri}";
}
