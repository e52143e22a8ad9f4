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
        NewsHeading heading => WithLinks(PlainText.Heading(WordsOf(heading.Spans)), heading.Spans),
        NewsParagraph paragraph => WithLinks(PlainText.Wrap(WordsOf(paragraph.Spans)), paragraph.Spans),
        NewsButton button => PlainText.Link(button.Label, button.Link),
        NewsList list => string.Join('\n', list.Items.Select((item, i) =>
            WithLinks(PlainText.Item(MarkOf(list, i), WordsOf(item)), item, indent: "  "))),
        _ => "",
    };

    private static string MarkOf(NewsList list, int index) => list.FirstNumber is { } first
        ? string.Create(CultureInfo.InvariantCulture, $"{first + index}.")
        : "*";

    // Each address has a line of its own, so that no program takes the sign after it for a part of it.
    private static string WithLinks(string text, IReadOnlyList<NewsSpan> spans, string indent = "") => string.Join(
        $"\n{indent}", [text, .. spans.Where(HidesAddress).Select(span => AddressOf(span.Link!)).Distinct()]);

    private static bool HidesAddress(NewsSpan span) => span.Link is { } link && link.Scheme switch
    {
        // A number is written in many ways.
        "tel" => !AddressOf(link).EndsWith(string.Concat(span.Text.Where(char.IsAsciiDigit)), StringComparison.Ordinal)
            || !span.Text.Any(char.IsAsciiDigit),
        _ => span.Text.Trim().TrimEnd('/') != AddressOf(link).TrimEnd('/'),
    };

    private static string AddressOf(Uri link) =>
        link.Scheme is "mailto" or "tel" ? link.AbsoluteUri[(link.Scheme.Length + 1)..] : link.AbsoluteUri;

    private static string WordsOf(IEnumerable<NewsSpan> spans) => string.Concat(spans.Select(span => span.Text));

    private static string PreheaderOf(NewsText text)
    {
        var words = WordsOf(text.Blocks.OfType<NewsParagraph>().FirstOrDefault()?.Spans ?? []).ReplaceLineEndings(" ");
        if (words.Length <= MaxPreheader)
        {
            return words;
        }

        var end = words.LastIndexOf(' ', MaxPreheader);
        return end > 0 ? $"{words[..end]}…" : "";
    }
}
