using System.Globalization;

namespace BlueSky.Content.Mails;

/// <summary>The first email to a subscriber: the free resources, and how to unsubscribe.</summary>
public sealed partial class SubscribeWelcomeMail
{
    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, SubscribeWelcomeModel model) => new(
        model.Clinic.Texts[
            model.Resources.Count > 0 ? "WelcomeMail.Subject" : "WelcomeMail.SubjectWithoutResources"],
        Text(model),
        await renderer.RenderAsync<SubscribeWelcomeMail>(model));

    private static string Preheader(SubscribeWelcomeModel model)
    {
        var texts = model.Clinic.Texts;
        return model.Resources.Count switch
        {
            0 => texts["WelcomeMail.Promise"],
            1 => texts["WelcomeMail.PreheaderForOne"],
            var count => texts.Format(
                "WelcomeMail.Preheader",
                ("count", texts["Count.Words"].Split(',').ElementAtOrDefault(count - 1)
                    ?? count.ToString(CultureInfo.InvariantCulture))),
        };
    }

    private static string Opening(SubscribeWelcomeModel model) => model.Clinic.Texts[model switch
    {
        { Resources.Count: 0 } => "WelcomeMail.OpeningWithoutResources",
        { IsConfirmed: true } => "WelcomeMail.Opening",
        _ => "WelcomeMail.OpeningUnconfirmed",
    }];

    private static string Text(SubscribeWelcomeModel model)
    {
        var (clinic, texts) = (model.Clinic, model.Clinic.Texts);
        return PlainText.Blocks(
        [
            PlainText.Title(texts["WelcomeMail.Title"]),
            PlainText.Wrap(Opening(model)),
            .. model.Resources.Select(resource => Lines(resource, clinic)),
            model.Resources.Count > 0 ? PlainText.Link(texts["WelcomeMail.Button"], model.ResourcesPage) : null,
            PlainText.Wrap(texts["WelcomeMail.Promise"]),
            PlainText.Wrap(
                $"{texts.Format("WelcomeMail.Question", ("phone", clinic.Phone))} {clinic.HoursSentence}"),
            MailFooter.Signature(clinic),
            .. MailFooter.Text(
                clinic,
                PlainText.Wrap(texts["WelcomeMail.Reason"]),
                PlainText.Link(texts["WelcomeMail.Unsubscribe"], model.UnsubscribeUrl)),
        ]);
    }

    private static string Lines(FreeResource resource, ClinicDetails clinic)
    {
        var title = resource.Language == clinic.Texts.Tag
            ? resource.Title
            : $"{resource.Title} ({clinic.Texts["Resource.OtherLanguage"]})";
        string[] lines = resource.Summary.Length == 0 ? [title] : [title, resource.Summary];
        return $"{PlainText.Item("*", string.Join('\n', lines))}\n  {resource.Url.AbsoluteUri}";
    }
}
