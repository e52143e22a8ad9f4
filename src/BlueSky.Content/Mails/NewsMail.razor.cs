using System.Globalization;

namespace BlueSky.Content.Mails;

/// <summary>An email with news, in the clinic's layout: no pictures, and nothing that tells who opened it.</summary>
public sealed partial class NewsMail
{
    /// <summary>In characters; inboxes show about as many.</summary>
    private const int MaxPreheader = 120;

    public static async Task<MailContent> RenderAsync(ContentRenderer renderer, NewsMailModel model) =>
        new(model.Subject, TextOf(model), await renderer.RenderAsync<NewsMail>(model));

    /// <summary>The text part.</summary>
    public static string TextOf(NewsMailModel model)
    {
        var (clinic, texts) = (model.Clinic, model.Clinic.Texts);
        return PlainText.Blocks(
        [
            PlainText.Title(model.Subject),
            .. model.Text.Blocks.Select(TextOf),
            PlainText.Wrap(texts.Format("WelcomeMail.Question", ("phone", clinic.Phone))),
            MailFooter.Signature(clinic),
            .. MailFooter.Text(
                clinic,
                PlainText.Wrap(texts["NewsMail.Reason"]),
                PlainText.Link(texts["WelcomeMail.Unsubscribe"], model.UnsubscribeUrl)),
        ]);
    }

    private static string TextOf(NewsBlock block) => block switch
    {
        NewsHeading heading => PlainText.Heading(TextOf(heading.Spans)),
        NewsParagraph paragraph => PlainText.Wrap(TextOf(paragraph.Spans)),
        NewsButton button => PlainText.Link(button.Label, button.Link),
        NewsList list => string.Join('\n', list.Items.Select((item, i) => PlainText.Item(
            list.FirstNumber is { } first
                ? string.Create(CultureInfo.InvariantCulture, $"{first + i}.")
                : "*",
            TextOf(item)))),
        _ => "",
    };

    // A link's address follows it, unless it is the text itself.
    private static string TextOf(IEnumerable<NewsSpan> spans) => string.Concat(spans.Select(span =>
        span.Link is { } link && span.Text != link.AbsoluteUri && !link.AbsoluteUri.EndsWith(
            $":{span.Text}", StringComparison.Ordinal)
            ? $"{span.Text} ({link.AbsoluteUri})"
            : span.Text));

    private static string PreheaderOf(NewsText text)
    {
        var first = text.Blocks.OfType<NewsParagraph>().FirstOrDefault();
        var words = first is null ? "" : string.Concat(first.Spans.Select(span => span.Text)).ReplaceLineEndings(" ");
        return words.Length <= MaxPreheader ? words
            : words[..MaxPreheader].LastIndexOf(' ') is > 0 and var end ? $"{words[..end]}…"
            : words[..MaxPreheader];
    }
}
