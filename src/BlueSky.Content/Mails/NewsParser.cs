using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BlueSky.Content.Mails;

/// <summary>
/// Reads the part of Markdown that an email can show: headings, paragraphs, lists, bold, italic and links.
/// </summary>
internal sealed class NewsParser
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    private static readonly string[] Schemes = ["https", "mailto", "tel"];

    private readonly List<NewsBlock> blocks = [];
    private readonly List<NewsProblem> problems = [];

    public static NewsText Parse(string markdown)
    {
        if (markdown.Length > NewsText.MaxLength)
        {
            return new NewsText([], [new NewsProblem(1, "This is too long for an email.")]);
        }

        var parser = new NewsParser();
        try
        {
            foreach (var block in Markdown.Parse(markdown, Pipeline))
            {
                parser.Add(block);
            }
        }
        catch (ArgumentException)
        {
            // Markdig limits the depth of what is nested.
            return new NewsText([], [new NewsProblem(1, "Too many signs are nested in each other.")]);
        }

        return new NewsText(parser.blocks, parser.problems);
    }

    private void Add(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                blocks.Add(new NewsHeading(heading.Level <= 2 ? 2 : 3, SpansOf(heading.Inline)));
                break;
            case ParagraphBlock paragraph:
                Add(SpansOf(paragraph.Inline));
                break;
            case ListBlock list:
                blocks.Add(new NewsList(
                    list.IsOrdered ? int.TryParse(list.OrderedStart, out var first) ? first : 1 : null,
                    [.. list.Descendants<ListItemBlock>().Select(ItemOf)]));
                break;
            case HtmlBlock html:
                Report(html.Line, "HTML is not possible here.");
                break;
            case LeafBlock code:
                Add([new NewsSpan(code.Lines.ToString())]);
                break;
            case ContainerBlock quote:
                foreach (var inner in quote)
                {
                    Add(inner);
                }

                break;
            default:
                break;
        }
    }

    private void Add(IReadOnlyList<NewsSpan> spans)
    {
        if (spans is [{ Link: { } link, Text: var label }] && label.Trim().Length > 0)
        {
            blocks.Add(new NewsButton(label.Trim(), link));
        }
        else if (spans.Any(span => span.Text.Trim().Length > 0))
        {
            blocks.Add(new NewsParagraph(spans));
        }
    }

    // A list within a list becomes more items of the same one: emails are narrow.
    private IReadOnlyList<NewsSpan> ItemOf(ListItemBlock item)
    {
        var spans = new List<NewsSpan>();
        foreach (var block in item.OfType<LeafBlock>())
        {
            if (block is HtmlBlock)
            {
                Report(block.Line, "HTML is not possible here.");
                continue;
            }

            if (spans.Count > 0)
            {
                spans.Add(new NewsSpan("\n"));
            }

            spans.AddRange(
                block.Inline is { } inline ? SpansOf(inline) : [new NewsSpan(block.Lines.ToString())]);
        }

        return spans;
    }

    private List<NewsSpan> SpansOf(ContainerInline? inlines)
    {
        var spans = new List<NewsSpan>();
        if (inlines is not null)
        {
            AddTo(spans, inlines, new NewsSpan(""));
        }

        return spans;
    }

    /// <param name="look">How the text within is to look.</param>
    private void AddTo(List<NewsSpan> spans, ContainerInline inlines, NewsSpan look)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    Append(spans, look with { Text = literal.Content.ToString() });
                    break;
                case LineBreakInline end:
                    Append(spans, look with { Text = end.IsHard ? "\n" : " " });
                    break;
                case CodeInline code:
                    Append(spans, look with { Text = code.Content });
                    break;
                case HtmlEntityInline entity:
                    Append(spans, look with { Text = entity.Transcoded.ToString() });
                    break;
                case HtmlInline html:
                    Report(html.Line, "HTML is not possible here.");
                    break;
                case AutolinkInline auto:
                    Append(spans, look with
                    {
                        Text = auto.Url, Link = LinkOf(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url, auto.Line),
                    });
                    break;
                case LinkInline { IsImage: true } image:
                    Report(image.Line, "Pictures are not possible: many email programs do not show them.");
                    break;
                case LinkInline link:
                    AddTo(spans, link, look with { Link = LinkOf(link.Url ?? "", link.Line) });
                    break;
                case EmphasisInline emphasis:
                    AddTo(spans, emphasis, emphasis.DelimiterCount >= 2
                        ? look with { IsBold = true }
                        : look with { IsItalic = true });
                    break;
                case ContainerInline other:
                    AddTo(spans, other, look);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Append(List<NewsSpan> spans, NewsSpan added)
    {
        if (spans is [.., var last] && last with { Text = "" } == added with { Text = "" })
        {
            spans[^1] = last with { Text = last.Text + added.Text };
        }
        else
        {
            spans.Add(added);
        }
    }

    private Uri? LinkOf(string address, int line)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var url) && Schemes.Contains(url.Scheme))
        {
            return url;
        }

        Report(line, "A link must begin with https://, or with mailto: or tel:.");
        return null;
    }

    // Markdig counts lines from 0.
    private void Report(int line, string sentence) => problems.Add(new NewsProblem(line + 1, sentence));
}
