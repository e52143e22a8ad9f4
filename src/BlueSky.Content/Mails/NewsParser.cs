using Markdig;
using Markdig.Syntax;

namespace BlueSky.Content.Mails;

/// <summary>
/// Reads the part of Markdown that an email can show: headings, paragraphs, lists, bold, italic and links. Other blocks
/// are shown as the plain text in them.
/// </summary>
internal sealed class NewsParser
{
    /// <summary>Gmail cuts an email after 102 KB, and with it the link to unsubscribe.</summary>
    private const int MaxParts = 400;

    // A button is a table, as long as eight paragraphs.
    private const int PartsOfButton = 8;

    // Without precise locations, each problem within a paragraph is on the first line.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build();

    private readonly List<NewsBlock> blocks = [];
    private readonly List<NewsProblem> problems = [];

    public static NewsText Parse(string markdown)
    {
        // A browser sends two characters for each line end, and counts one.
        var text = markdown.ReplaceLineEndings("\n");
        if (text.Length > NewsText.MaxLength)
        {
            return Refused("This is too long for one email. Please make it shorter.");
        }

        var parser = new NewsParser();
        try
        {
            foreach (var block in Markdown.Parse(text, Pipeline))
            {
                parser.Add(block);
            }
        }
        catch (ArgumentException)
        {
            // Markdig limits how deep lists and quotes may be within each other, and we do so with signs in a line.
            return Refused("Too many signs or lists are within each other. Please take some out.");
        }

        return parser.blocks.Sum(PartsOf) > MaxParts
            ? Refused("These are too many lines and links for one email. Please make it shorter.")
            : new NewsText(parser.blocks, [.. parser.problems.Distinct().OrderBy(problem => problem.Line)]);
    }

    private static NewsText Refused(string sentence) => new([], [new NewsProblem(1, sentence)]);

    private static int PartsOf(NewsBlock block) => block switch
    {
        NewsButton => PartsOfButton,
        NewsHeading heading => heading.Spans.Count,
        NewsParagraph paragraph => paragraph.Spans.Count,
        NewsList list => list.Items.Sum(item => item.Count),
        _ => 0,
    };

    private void Add(Block block)
    {
        switch (block)
        {
            case HtmlBlock:
                ReportHtml(block.Line);
                break;
            case HeadingBlock heading when SpansOf(heading) is { Count: > 0 } spans:
                blocks.Add(new NewsHeading(heading.Level <= 2 ? 2 : 3, spans));
                break;
            case ListBlock list when ItemsOf(list) is { Count: > 0 } items:
                blocks.Add(new NewsList(
                    list.IsOrdered ? int.TryParse(list.OrderedStart, out var first) ? first : 1 : null, items));
                break;
            case LeafBlock and not HeadingBlock:
                AddParagraph(SpansOf((LeafBlock)block));
                break;
            case ContainerBlock quote and not ListBlock:
                foreach (var inner in quote)
                {
                    Add(inner);
                }

                break;
            default:
                break;
        }
    }

    private void AddParagraph(List<NewsSpan> spans)
    {
        if (spans is [{ Link: { Scheme: not "mailto" and not "tel" } link }, ..]
            && spans.TrueForAll(span => span.Link == link))
        {
            blocks.Add(new NewsButton(string.Concat(spans.Select(span => span.Text)), link));
        }
        else if (spans.Count > 0)
        {
            blocks.Add(new NewsParagraph(spans));
        }
    }

    private List<IReadOnlyList<NewsSpan>> ItemsOf(ListBlock list)
    {
        var items = new List<IReadOnlyList<NewsSpan>>();
        foreach (var item in list.OfType<ListItemBlock>())
        {
            AddItem(items, item);
        }

        return items;
    }

    // A list within a list becomes more items of the same one: emails are narrow.
    private void AddItem(List<IReadOnlyList<NewsSpan>> items, ContainerBlock item)
    {
        List<NewsSpan> spans = [];
        var inner = new List<IReadOnlyList<NewsSpan>>();
        foreach (var block in item)
        {
            switch (block)
            {
                case HtmlBlock:
                    ReportHtml(block.Line);
                    break;
                case LeafBlock leaf when SpansOf(leaf) is { Count: > 0 } added:
                    spans = spans.Count == 0 ? added : [.. spans, new NewsSpan("\n"), .. added];
                    break;
                case ListBlock list:
                    inner.AddRange(ItemsOf(list));
                    break;
                case ContainerBlock quote:
                    AddItem(inner, quote);
                    break;
                default:
                    break;
            }
        }

        if (spans.Count > 0)
        {
            items.Add(spans);
        }

        items.AddRange(inner);
    }

    /// <summary>Empty when there is nothing to read.</summary>
    private List<NewsSpan> SpansOf(LeafBlock block)
    {
        var spans = block.Inline is { } inlines
            ? new NewsInlines(problems).Read(inlines)
            : [new NewsSpan(block.Lines.ToString().Trim('\n'))];
        return spans.Exists(span => !string.IsNullOrWhiteSpace(span.Text)) ? spans : [];
    }

    private void ReportHtml(int line) => problems.Add(NewsProblem.At(line, NewsInlines.NoHtml));
}
