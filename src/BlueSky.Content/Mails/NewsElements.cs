using Microsoft.AspNetCore.Components;

namespace BlueSky.Content.Mails;

/// <summary>Pieces of text of news as HTML, in emails and on the page that shows them before.</summary>
internal static class NewsElements
{
    public static RenderFragment InMail(this IReadOnlyList<NewsSpan> spans, ClinicDetails clinic) =>
        Render(spans, "link", clinic.Styles.Mails.Link);

    public static RenderFragment OnPage(this IReadOnlyList<NewsSpan> spans) =>
        Render(spans, linkClass: null, linkStyle: null);

    // Sequence numbers are for updates of a page; these are rendered once.
    private static RenderFragment Render(
        IReadOnlyList<NewsSpan> spans, string? linkClass, string? linkStyle) => builder =>
    {
        foreach (var span in spans)
        {
            string[] around = [.. TagsOf(span)];
            foreach (var tag in around)
            {
                builder.OpenElement(0, tag);
                if (tag == "a")
                {
                    builder.AddAttribute(0, "class", linkClass);
                    builder.AddAttribute(0, "href", span.Link!.AbsoluteUri);
                    builder.AddAttribute(0, "style", linkStyle);
                }
            }

            builder.AddContent(0, MailElements.Lines(span.Text));
            foreach (var _ in around)
            {
                builder.CloseElement();
            }
        }
    };

    private static IEnumerable<string> TagsOf(NewsSpan span)
    {
        if (span.Link is not null)
        {
            yield return "a";
        }

        if (span.IsBold)
        {
            yield return "strong";
        }

        if (span.IsItalic)
        {
            yield return "em";
        }
    }
}
