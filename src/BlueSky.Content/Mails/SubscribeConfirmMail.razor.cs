namespace BlueSky.Content.Mails;

/// <summary>The data of the confirmation email; both links are for one request and valid for that many days.</summary>
/// <param name="ExpiresOn">The last day of the links, e.g. "Friday, December 4".</param>
/// <param name="HasResources">Whether there are free resources to see after confirming.</param>
public sealed record SubscribeConfirmModel(
    ClinicDetails Clinic, Uri ConfirmUrl, Uri NotMeUrl, int Days, string ExpiresOn, bool HasResources);

/// <summary>
/// Asks the owner of the address for confirmation. The owner may be a stranger, so it contains nothing typed and no
/// promotion.
/// </summary>
public sealed partial class SubscribeConfirmMail
{
    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, SubscribeConfirmModel model) => new(
        model.Clinic.Texts["ConfirmMail.Subject"],
        Text(model),
        await renderer.RenderAsync<SubscribeConfirmMail>(model));

    private static string Preheader(SubscribeConfirmModel model) => model.Clinic.Texts[
        model.HasResources ? "ConfirmMail.Preheader" : "ConfirmMail.PreheaderWithoutResources"];

    private static string Opening(SubscribeConfirmModel model) => model.Clinic.Texts[
        model.HasResources ? "ConfirmMail.Opening" : "ConfirmMail.OpeningWithoutResources"];

    private static string Days(SubscribeConfirmModel model) => model.Clinic.Texts.Count(model.Days, "Day");

    private static string Text(SubscribeConfirmModel model)
    {
        var texts = model.Clinic.Texts;
        return PlainText.Blocks(
        [
            PlainText.Title(texts["ConfirmMail.Title"]),
            PlainText.Wrap(Opening(model)),
            PlainText.Link(texts["ConfirmMail.Button"], model.ConfirmUrl),
            PlainText.Wrap(texts.Format("ConfirmMail.Expiry", ("days", Days(model)), ("date", model.ExpiresOn))),
            MailFooter.Signature(model.Clinic),
            .. MailFooter.Text(
                model.Clinic,
                PlainText.Wrap(texts["MailFooter.AddressEntered"]),
                PlainText.Wrap(texts["ConfirmMail.NotYou"]),
                PlainText.Link(texts["ConfirmMail.NotMe"], model.NotMeUrl)),
        ]);
    }
}
