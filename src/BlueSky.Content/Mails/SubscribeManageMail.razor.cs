namespace BlueSky.Content.Mails;

/// <summary>The data of the email with the unsubscribe link.</summary>
public sealed record SubscribeManageModel(ClinicDetails Clinic, Uri UnsubscribeUrl);

/// <summary>
/// The unsubscribe link, for a subscriber whose address was entered on the page for it. Contains nothing typed and no
/// promotion.
/// </summary>
public sealed partial class SubscribeManageMail
{
    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, SubscribeManageModel model) => new(
        model.Clinic.Texts["ManageMail.Subject"],
        Text(model),
        await renderer.RenderAsync<SubscribeManageMail>(model));

    private static string Text(SubscribeManageModel model)
    {
        var texts = model.Clinic.Texts;
        return PlainText.Blocks(
        [
            PlainText.Title(texts["ManageMail.Subject"]),
            PlainText.Wrap(texts["ManageMail.Opening"]),
            PlainText.Link(texts["ManageMail.Button"], model.UnsubscribeUrl),
            MailFooter.Signature(model.Clinic),
            .. MailFooter.Text(
                model.Clinic,
                PlainText.Wrap(texts["MailFooter.AddressEntered"]),
                PlainText.Wrap(texts["ManageMail.NotYou"])),
        ]);
    }
}
