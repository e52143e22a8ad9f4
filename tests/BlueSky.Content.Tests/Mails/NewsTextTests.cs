using System.Diagnostics;
using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests.Mails;

/// <summary>What a manager may type, and what becomes of it.</summary>
public sealed class NewsTextTests
{
    [Fact]
    public void A_heading_has_two_levels_below_the_subject() => Assert.Equal(
        ["2 One", "2 Two", "3 Three", "3 Six"],
        Parse("# One\n## Two\n### Three\n###### Six").Cast<NewsHeading>()
            .Select(heading => $"{heading.Level} {Words(heading.Spans)}"));

    [Theory]
    [InlineData("**bold**", true, false)]
    [InlineData("*italic*", false, true)]
    [InlineData("_italic_", false, true)]
    [InlineData("***both***", true, true)]
    [InlineData("2 * 3 * 4", false, false)]
    public void Stars_make_words_bold_or_italic(string typed, bool isBold, bool isItalic)
    {
        var span = Assert.Single(Spans(typed));

        Assert.Equal((isBold, isItalic), (span.IsBold, span.IsItalic));
    }

    [Fact]
    public void A_list_keeps_its_first_number_and_takes_in_the_lists_within_it()
    {
        var blocks = Parse("3. three\n4. four\n\n- one\n  - within\n  > quoted\n- two\n-\n").Cast<NewsList>().ToArray();

        Assert.Equal([3, null], blocks.Select(list => list.FirstNumber));
        Assert.Equal(["three", "four"], blocks[0].Items.Select(Words));
        Assert.Equal(["one", "within", "quoted", "two"], blocks[1].Items.Select(Words));
    }

    [Theory]
    [InlineData("[Read it](https://www.example.org/a)", "Read it", "https://www.example.org/a")]
    [InlineData("**[Read it](https://www.example.org/a)**", "Read it", "https://www.example.org/a")]
    [InlineData("[Read **it** now](https://www.example.org/a)", "Read it now", "https://www.example.org/a")]
    [InlineData("<https://www.example.org/a>", "https://www.example.org/a", "https://www.example.org/a")]
    [InlineData("[Read it][1]\n\n[1]: https://www.example.org/a", "Read it", "https://www.example.org/a")]
    public void A_link_alone_in_its_paragraph_is_a_button(string typed, string label, string link)
    {
        var button = Assert.IsType<NewsButton>(Assert.Single(Parse(typed)));

        Assert.Equal((label, link), (button.Label, button.Link.AbsoluteUri));
    }

    [Theory]
    [InlineData("Please [read it](https://www.example.org/a)")]
    [InlineData("[one](https://www.example.org/a)[two](https://www.example.org/b)")]
    [InlineData("[Call us](tel:+15053360217)")]
    [InlineData("[Write to us](mailto:rosa@example.org)")]
    public void Other_links_stay_in_their_text(string typed)
    {
        var paragraph = Assert.IsType<NewsParagraph>(Assert.Single(Parse(typed)));

        Assert.Contains(paragraph.Spans, span => span.Link is not null);
    }

    [Theory]
    [InlineData("http://www.example.org/")]
    [InlineData("HTTP://www.example.org/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("ftp://example.org/")]
    [InlineData("www.example.org")]
    [InlineData("/resources")]
    [InlineData("//www.example.org/")]
    [InlineData("https:///nowhere")]
    [InlineData("")]
    public void Another_address_is_no_link(string address)
    {
        var text = NewsText.Parse($"Hello\n\n[here]({address})");

        Assert.Equal([new NewsProblem(3, "A link must begin with https://, mailto: or tel:.")], text.Problems);
        Assert.Null(Assert.Single(Assert.IsType<NewsParagraph>(text.Blocks[1]).Spans).Link);
    }

    [Theory]
    [InlineData("<div>Hello</div>")]
    [InlineData("Hello <b>you</b>")]
    [InlineData("- <script>alert(1)</script>")]
    [InlineData("- one <br>")]
    [InlineData("<!-- secret -->")]
    [InlineData("> <p>Hello</p>")]
    [InlineData("## A <i>heading</i>")]
    public void Html_is_told_and_never_kept(string typed)
    {
        var text = NewsText.Parse($"First line\n\n{typed}");

        Assert.Equal([new NewsProblem(3, "HTML is not possible here.")], text.Problems);
        Assert.DoesNotContain(
            text.Blocks.SelectMany(AllSpans), span => span.Text.Contains('<', StringComparison.Ordinal));
    }

    [Fact]
    public void Each_problem_is_told_with_its_line() => Assert.Equal(
        [
            new NewsProblem(2, "Pictures are not possible: many email programs do not show them."),
            new NewsProblem(3, "A link needs words: [Read it](https://…)."),
            new NewsProblem(6, "A link must begin with https://, mailto: or tel:."),
            new NewsProblem(7, "HTML is not possible here."),
        ],
        NewsText.Parse(
            "One\r\n![a](https://www.example.org/a.png)\r\n[](https://www.example.org/)\r\n\r\n"
            + "- two\r\n- [b](http://www.example.org/)\r\n- <i>three</i>").Problems);

    [Theory]
    [InlineData("    four spaces & <b>", "four spaces & <b>")]
    [InlineData("```html\n<b>code</b>\n```", "<b>code</b>")]
    [InlineData("> a quote", "a quote")]
    [InlineData("| a | b |\n|---|---|\n| c | d |", "| a | b | |---|---| | c | d |")]
    [InlineData("5 < 6 &amp; 7 > 6, &#169; \\*no stars\\*", "5 < 6 & 7 > 6, © *no stars*")]
    public void What_Markdown_has_beyond_this_is_plain_text(string typed, string words)
    {
        var text = NewsText.Parse(typed);

        Assert.Empty(text.Problems);
        Assert.Equal(words, Words(Assert.IsType<NewsParagraph>(Assert.Single(text.Blocks)).Spans));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n\t\n")]
    [InlineData("##")]
    [InlineData("- \n- ")]
    [InlineData("---")]
    [InlineData("&nbsp;")]
    public void Nothing_to_read_is_no_block(string typed) => Assert.Empty(Parse(typed));

    [Fact]
    public void Line_ends_count_once_however_they_are_sent()
    {
        var typed = string.Concat(Enumerable.Repeat("0123456789012345678\r\n", 1_000));

        Assert.Empty(NewsText.Parse(typed).Problems);
        Assert.Equal(
            [new NewsProblem(1, "This is too long for one email. Please make it shorter.")],
            NewsText.Parse(typed + "x").Problems);
    }

    [Theory]
    [InlineData("[a](https://b.c)\n\n", 51)]
    [InlineData("- a\n", 401)]
    [InlineData("**a** ", 201)]
    public void An_email_that_Gmail_would_cut_is_refused(string part, int times)
    {
        Assert.Empty(NewsText.Parse(Repeat(part, times - 1)).Problems);
        Assert.Equal(
            [new NewsProblem(1, "These are too many lines and links for one email. Please make it shorter.")],
            NewsText.Parse(Repeat(part, times)).Problems);
    }

    /// <summary>What makes some parsers slow or deep.</summary>
    public static TheoryData<string> Hostile =>
    [
        "[", "![", "*a_", "**a *a ", "> ", "- ", "1. ", "`", "a`b``", "<", "<!--", "<a href='", "&", "&#", "\\", "[a](",
        "[a](<", "[a]: b\n", "[![", "_", "*", "~~~\n", "#", "a\n-\n", "\t", "](", "<?", "<![CDATA[", "\u0000", "[a][b]",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_text_is_read_at_once(string part)
    {
        var markdown = Repeat(part, NewsText.MaxLength / part.Length);
        NewsText.Parse(part);
        var clock = Stopwatch.StartNew();

        var text = NewsText.Parse(markdown);

        // A quarter of a second for the slowest, where nothing else runs.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.InRange(text.Problems.Count, 0, NewsText.MaxLength);
    }

    [Fact]
    public void A_text_that_is_far_too_long_is_not_even_read()
    {
        var text = new string('[', 100_000);
        NewsText.Parse(text);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Single(NewsText.Parse(text).Problems);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Fact]
    public void Lists_that_are_too_deep_are_told() => Assert.Equal(
        [new NewsProblem(1, "Too many signs or lists are within each other. Please take some out.")],
        NewsText.Parse(Repeat("> ", 1_000) + "deep").Problems);

    private static string Repeat(string part, int times) => string.Concat(Enumerable.Repeat(part, times));

    private static IReadOnlyList<NewsBlock> Parse(string markdown) => NewsText.Parse(markdown).Blocks;

    private static IReadOnlyList<NewsSpan> Spans(string markdown) =>
        Assert.IsType<NewsParagraph>(Assert.Single(Parse(markdown))).Spans;

    private static string Words(IReadOnlyList<NewsSpan> spans) => string.Concat(spans.Select(span => span.Text));

    private static IEnumerable<NewsSpan> AllSpans(NewsBlock block) => block switch
    {
        NewsHeading heading => heading.Spans,
        NewsParagraph paragraph => paragraph.Spans,
        NewsList list => list.Items.SelectMany(item => item),
        _ => [],
    };
}
