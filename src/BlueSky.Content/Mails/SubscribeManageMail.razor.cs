namespace BlueSky.Content.Mails;

/// <summary>The data of the email with the unsubscribe link.</summary>
public sealed record SubscribeManageModel(ClinicDetails Clinic, Uri UnsubscribeUrl);

/// <summary>
/// The unsubscribe link, for a subscriber whose address was entered on the page for it. Contains nothing typed and no
/// promotion.
/// </summary>
public sealed partial class SubscribeManageMail
{
    private const string Title = "Your link to unsubscribe";
    private const string Preheader = "Here is the link you asked for.";

    private const string Opening =
        "Here is the link you asked for. Open it and press the button there, and we will send you no more news.";

    private const string Label = "Unsubscribe";

    private const string Reason = "You get this email because someone entered this address on our website.";

    private const string NotYou = "Was it not you? You can ignore this email. Nothing changes.";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, SubscribeManageModel model) => new(
        Title,
        Text(model),
        await renderer.RenderAsync<SubscribeManageMail>(model));

    private static string Text(SubscribeManageModel model) => PlainText.Blocks(
    [
        Title,
        PlainText.Wrap(Opening),
        $"{Label}:\n{model.UnsubscribeUrl.AbsoluteUri}",
        $"{PlainText.Wrap(Reason)}\n{PlainText.Wrap(NotYou)}",
        MailFooter.Text(model.Clinic),
    ]);
}
