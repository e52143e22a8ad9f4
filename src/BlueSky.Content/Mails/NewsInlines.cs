using Markdig.Syntax.Inlines;

namespace BlueSky.Content.Mails;

/// <summary>Reads the text of a paragraph, a heading or an item of a list.</summary>
/// <param name="problems">Where what is not possible is added.</param>
internal sealed class NewsInlines(List<NewsProblem> problems)
{
    public const string NoHtml = "HTML is not possible here.";

    /// <summary>Signs can be within each other as often as the text is long, which no stack holds.</summary>
    private const int MaxDepth = 32;

    private static readonly string[] Schemes = ["https", "mailto", "tel"];

    private readonly List<NewsSpan> spans = [];
    private int depth;

    /// <exception cref="ArgumentException">Too many signs are within each other.</exception>
    public List<NewsSpan> Read(ContainerInline inlines)
    {
        Add(inlines, look: new NewsSpan(""));
        return spans;
    }

    /// <param name="look">How the text within is to look.</param>
    private void Add(ContainerInline inlines, NewsSpan look)
    {
        if (++depth > MaxDepth)
        {
            throw new ArgumentException("Too deep.", nameof(inlines));
        }

        foreach (var inline in inlines)
        {
            Add(inline, look);
        }

        depth--;
    }

    private void Add(Inline inline, NewsSpan look)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Append(look, literal.Content.ToString());
                break;
            case LineBreakInline end:
                Append(look, end.IsHard ? "\n" : " ");
                break;
            case CodeInline code:
                Append(look, code.Content);
                break;
            case HtmlEntityInline entity:
                Append(look, entity.Transcoded.ToString());
                break;
            case HtmlInline:
                Report(inline, NoHtml);
                break;
            case AutolinkInline auto:
                Append(look with { Link = LinkOf(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url, auto) }, auto.Url);
                break;
            case LinkInline { IsImage: true }:
                Report(inline, "Pictures are not possible: many email programs do not show them.");
                break;
            case LinkInline { FirstChild: null }:
                Report(inline, "A link needs words: [Read it](https://…).");
                break;
            case LinkInline link:
                Add(link, look with { Link = LinkOf(link.Url ?? "", link) });
                break;
            case EmphasisInline emphasis:
                Add(emphasis, emphasis.DelimiterCount >= 2
                    ? look with { IsBold = true }
                    : look with { IsItalic = true });
                break;
            case DelimiterInline sign:
                // A bracket or a star without its other half.
                Append(look, sign.ToLiteral());
                Add(sign, look);
                break;
            case ContainerInline other:
                Add(other, look);
                break;
            default:
                break;
        }
    }

    private void Append(NewsSpan look, string text)
    {
        if (spans is [.., var last] && last with { Text = "" } == look)
        {
            spans[^1] = last with { Text = last.Text + text };
        }
        else
        {
            spans.Add(look with { Text = text });
        }
    }

    private Uri? LinkOf(string address, Inline link)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var url) && Schemes.Contains(url.Scheme))
        {
            return url;
        }

        Report(link, "A link must begin with https://, mailto: or tel:.");
        return null;
    }

    private void Report(Inline inline, string sentence) => problems.Add(NewsProblem.At(inline.Line, sentence));
}
