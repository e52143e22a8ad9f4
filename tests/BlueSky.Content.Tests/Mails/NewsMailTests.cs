using System.Text;
using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests.Mails;

/// <summary>What services that rate emails look at, and what subscribers were promised.</summary>
public sealed class NewsMailTests
{
    // Gmail cuts an email after 102 KB.
    private const int MaxBytes = 100_000;

    private const string Unsubscribe = "https://forms.example.com/api/unsubscribe?t=abc.DEF-123_x";

    [Theory]
    [InlineData("news")]
    [InlineData("news-of-all-formats")]
    public async Task News_fetch_nothing_run_nothing_and_count_no_opening(string name)
    {
        var document = Rendering.Parse((await MailSamples.RenderAsync(name)).Html);

        Assert.Empty(Rendering.FetchesAndScripts(document));
        Assert.Empty(document.QuerySelectorAll("form, input, button, iframe, meta[http-equiv]"));
    }

    [Fact]
    public async Task Links_lead_where_they_were_written_to_and_nowhere_over_another_server() => Assert.Equal(
        [
            "https://www.example.com/",
            "https://www.example.org/news?a=1&b=2",
            "https://www.example.org/page",
            "https://www.example.org/one",
            "https://www.example.org/button",
            "tel:+15053360217",
            Unsubscribe,
        ],
        Links(await MailSamples.RenderAsync("news-of-all-formats")).Distinct());

    [Fact]
    public async Task News_have_one_way_to_unsubscribe_and_the_postal_address()
    {
        var mail = await MailSamples.RenderAsync("news");
        var footer = Rendering.Parse(mail.Html).QuerySelector("td.footer")!;

        Assert.Equal("Unsubscribe", footer.QuerySelector($"a[href='{Unsubscribe}']")!.TextContent);
        Assert.Contains("1 Example Plaza NE\nAlbuquerque, NM 87110", footer.TextContent, StringComparison.Ordinal);
        Assert.Contains($"\nUnsubscribe:\n{Unsubscribe}\n", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inbox_shows_the_first_paragraph_beside_the_subject()
    {
        var mail = await RenderAsync(
            $"## Heading\n\nA *first* paragraph\nof {new string('x', 95)} words and more words.");

        Assert.StartsWith(
            $"A first paragraph of {new string('x', 95)}…\u034F",
            Rendering.Parse(mail.Html).Body!.FirstElementChild!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_part_has_each_address_on_a_line_of_its_own()
    {
        var mail = await RenderAsync(
            """
            See [our *page*](https://www.example.org/a). Write to [Rosa](mailto:rosa@example.org), to
            [kim@example.org](mailto:kim@example.org) or call [505-336-0217](tel:+15053360217).

            9. [One](https://www.example.org/one) and <https://www.example.org/>
            10. two
            """);

        Assert.Contains(
            """


            See our page. Write to Rosa, to kim@example.org or call 505-336-0217.
            https://www.example.org/a
            rosa@example.org

            9. One and https://www.example.org/
              https://www.example.org/one
            10. two

            Do you have a question?
            """.TrimEnd(),
            mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_in_the_words_stays_words()
    {
        var mail = await RenderAsync(
            "`<script>alert(1)</script>` & [a\"b<](https://www.example.org/?a=\"x&y='z')", subject: "<b>");
        var document = Rendering.Parse(mail.Html);

        Assert.Empty(document.QuerySelectorAll("script, b"));
        Assert.Equal("<b>", document.QuerySelector("h1")!.TextContent);
        Assert.Contains("<script>alert(1)</script> & a\"b<", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://www.example.org/?a=%22x&y='z'", Links(mail));
    }

    [Theory]
    [InlineData("[a](https://b.c)\n\n", 50)]
    [InlineData("- [a](https://b.c)\n", 400)]
    [InlineData("a\n\n", 400)]
    [InlineData("## a\n", 400)]
    [InlineData("***a*** b ", 199)]
    [InlineData("A sentence in a long letter, with twelve words in it, or about. ", 312)]
    public async Task The_longest_news_are_not_cut_by_Gmail(string part, int times)
    {
        var text = string.Concat(Enumerable.Repeat(part, times));
        Assert.Empty(NewsText.Parse(text).Problems);

        var html = (await RenderAsync(text)).Html;

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1, MaxBytes);
    }

    private static Task<MailContent> RenderAsync(string markdown, string subject = "News") =>
        NewsMail.RenderAsync(Rendering.Renderer, new NewsMailModel(
            MailSamples.Clinic, subject, NewsText.Parse(markdown), new Uri(Unsubscribe)));

    private static IEnumerable<string> Links(MailContent mail) =>
        Rendering.Parse(mail.Html).QuerySelectorAll("a").Select(link => link.GetAttribute("href")!);
}
