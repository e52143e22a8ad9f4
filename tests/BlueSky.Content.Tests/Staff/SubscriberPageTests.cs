using System.Globalization;
using AngleSharp.Html.Dom;
using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>The pages of subscribers, of imports and of the free resources.</summary>
public sealed class SubscriberPageTests
{
    public static TheoryData<string> Names =>
    [
        .. StaffSamples.Pages.Keys.Where(name => name.Split('-')[0] is
            "subscribers" or "subscriber" or "import" or "resources"),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_words_are_easy_to_read(string name)
    {
        if (name.Contains("hostile", StringComparison.Ordinal))
        {
            return;
        }

        var document = await StaffRendering.RenderAsync(name);
        Array.ForEach([.. document.QuerySelectorAll("table, dl")], figures => figures.Remove());

        var blocks = document.QuerySelector("main")!
            .QuerySelectorAll("h1, h2, p, label, legend, button, summary, li")
            .Select(block => block.TextContent);

        // The design's own page has 7.7: its months and states are long words.
        Assert.InRange(ReadingGrade.Of(blocks), -5, 8);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_menu_shows_where_the_page_is(string name)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal("Subscribers", document.QuerySelector("nav [aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task Each_count_leads_to_its_subscribers()
    {
        var document = await StaffRendering.RenderAsync("subscribers");

        Assert.Equal(
            [
                "Signed up 1,412 /staff/subscribers?state=confirmed&page=1",
                "Waiting to confirm 9 /staff/subscribers?state=pending&page=1",
                "Unsubscribed 23 /staff/subscribers?state=unsubscribed&page=1",
                "Email does not arrive 6 /staff/subscribers?state=suppressed&page=1",
            ],
            document.QuerySelectorAll(".nums > div").Select(figure =>
            {
                var link = figure.QuerySelector("a")!;
                return $"{link.TextContent} {figure.QuerySelector("dd")!.TextContent} {link.GetAttribute("href")}";
            }));
    }

    [Fact]
    public async Task A_bar_is_as_high_as_its_month_and_the_last_one_stands_out()
    {
        var document = await StaffRendering.RenderAsync("subscribers");
        var bars = document.QuerySelectorAll("svg.bars rect").ToArray();

        Assert.Equal(
            [37, 45, 64, 55, 72, 84, 78, 91, 107, 101, 118, 95],
            bars.Select(bar => int.Parse(bar.GetAttribute("height")!, CultureInfo.InvariantCulture)));
        Assert.All(bars, bar => Assert.Equal(
            128,
            int.Parse(bar.GetAttribute("y")!, CultureInfo.InvariantCulture)
            + int.Parse(bar.GetAttribute("height")!, CultureInfo.InvariantCulture)));
        Assert.Equal("now", Assert.Single(bars, bar => bar.ClassName is { Length: > 0 }).ClassName);
        Assert.Same(bars[^1], document.QuerySelector("rect.now"));
    }

    [Fact]
    public async Task Screen_readers_get_the_figures_of_the_chart_as_a_table()
    {
        var document = await StaffRendering.RenderAsync("subscribers");

        var rows = document.QuerySelectorAll(".hidden tbody tr")
            .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))).ToArray();

        Assert.Equal(12, rows.Length);
        Assert.Equal("December 2025 18", rows[0]);
        Assert.Equal("November 2026 46", rows[^1]);
        Assert.Equal("true", document.QuerySelector("svg.bars")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task A_month_without_anyone_new_has_a_line_too()
    {
        var document = await StaffRendering.RenderAsync("subscribers-of-no-one");

        Assert.All(
            document.QuerySelectorAll("svg.bars rect"), bar => Assert.Equal("2", bar.GetAttribute("height")));
    }

    [Theory]
    [InlineData("subscribers", null)]
    [InlineData("subscribers-not-found", "nobody@example.org")]
    public async Task An_address_is_posted_and_never_part_of_a_link(string name, string? words)
    {
        var document = await StaffRendering.RenderAsync(name);
        var field = (IHtmlInputElement)document.QuerySelector("#q")!;

        Assert.Equal("post", field.Form!.Method);
        Assert.Equal("/staff/subscribers", field.Form.GetAttribute("action"));
        Assert.Equal(words, field.GetAttribute("value"));
        Assert.All(
            document.QuerySelectorAll("a"),
            link => Assert.DoesNotContain("@", link.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("subscribers", "Next 50 /staff/subscribers?page=2")]
    [InlineData("subscribers-of-one-state", "Previous 50 /staff/subscribers?state=unsubscribed&page=1")]
    [InlineData("subscribers-found", "All subscribers /staff/subscribers")]
    [InlineData("subscribers-of-no-one")]
    public async Task There_are_links_to_the_pages_that_exist(string name, params string[] links)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal(
            links,
            document.QuerySelectorAll("nav[aria-label='More subscribers'] a")
                .Select(link => $"{link.TextContent} {link.GetAttribute("href")}"));
    }

    [Theory]
    [InlineData("subscribers-not-found", "This address is not on the list.")]
    [InlineData("subscribers-of-no-one", "No one has subscribed yet.")]
    public async Task In_place_of_rows_it_says_why_there_are_none(string name, string sentence)
    {
        var sheet = (await StaffRendering.RenderAsync(name)).QuerySelector("section[aria-labelledby=list]")!;

        Assert.Null(sheet.QuerySelector("table"));
        Assert.Equal(sentence, sheet.QuerySelector("p")!.TextContent);
    }

    [Theory]
    [InlineData("subscriber", "unsubscribe", "erase")]
    [InlineData("subscriber-after-a-change", "erase")]
    [InlineData("subscriber-without-a-mailbox", "lift", "erase")]
    public async Task What_can_be_done_depends_on_the_state(string name, params string[] actions)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal(
            actions, document.QuerySelectorAll("main button[name=do]").Select(button => button.GetAttribute("value")));
    }

    [Fact]
    public async Task The_consent_record_is_shown_in_full()
    {
        var document = await StaffRendering.RenderAsync("subscriber");

        Assert.Equal(
            [
                "Agreed to: Subscribe for free resources & news updates",
                "On: Wednesday, November 25, 4:02 PM",
                "Version of the text: 2026-01",
                "Page: https://www.example.com/",
                "Reference: BSK-AAAA-7777",
                "Confirmed: Wednesday, November 25, 4:05 PM (link in the email)",
            ],
            document.QuerySelectorAll("dl.facts dt")
                .Select(name => $"{name.TextContent}: {name.NextElementSibling!.TextContent}"));
    }

    [Fact]
    public async Task Erasing_needs_a_tick()
    {
        var form = (IHtmlFormElement)(await StaffRendering.RenderAsync("subscriber"))
            .QuerySelector("button[value=erase]")!.Closest("form")!;

        Assert.True(((IHtmlInputElement)form.QuerySelector("#confirm")!).IsRequired);
    }
}
