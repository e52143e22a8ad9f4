namespace BlueSky.Content.Mails;

/// <summary>The data of the confirmation email; both links are for one request and valid for that many days.</summary>
public sealed record SubscribeConfirmModel(ClinicDetails Clinic, Uri ConfirmUrl, Uri NotMeUrl, int Days);

/// <summary>
/// Asks the owner of the address for confirmation. The owner may be a stranger, so it contains nothing typed and no
/// promotion.
/// </summary>
public sealed partial class SubscribeConfirmMail
{
    private const string Title = "Please confirm your subscription";
    private const string Label = "Yes, subscribe me";

    private const string Meaning =
        "If it was you, please confirm. We will then send you free resources and news updates by mail. You can stop " +
        "that at any time.";

    private const string Nothing =
        "If it was not you, you do not have to do anything: without your confirmation no more mail follows.";

    private const string NotMe = "This was not me, please forget this address";

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, SubscribeConfirmModel model) => new(
        Title,
        Text(model),
        await renderer.RenderAsync<SubscribeConfirmMail>(model));

    private static string Reason(SubscribeConfirmModel model) =>
        $"Somebody, hopefully you, entered this address in the form on the website of {model.Clinic.Name}, to " +
        "subscribe for free resources and news updates.";

    private static string Validity(SubscribeConfirmModel model) =>
        model.Days == 1 ? "The link works for 1 day." : $"The link works for {model.Days} days.";

    private static string Text(SubscribeConfirmModel model) => PlainText.Blocks(
    [
        Title,
        PlainText.Wrap(Reason(model)),
        PlainText.Wrap(Meaning),
        $"{Label}:\n{model.ConfirmUrl.AbsoluteUri}",
        Validity(model),
        PlainText.Wrap(Nothing),
        $"{NotMe}:\n{model.NotMeUrl.AbsoluteUri}",
        MailFooter.Text(model.Clinic),
    ]);
}
