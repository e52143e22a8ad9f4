using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Staff;

public sealed class SearchPageTests
{
    [Theory]
    [InlineData("list")]
    [InlineData("search")]
    [InlineData("search-by-day")]
    [InlineData("done")]
    public async Task Words_are_always_posted(string name)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.All(document.QuerySelectorAll("[name=q]"), field =>
        {
            var form = (IHtmlFormElement)field.Closest("form")!;
            Assert.Equal("post", form.Method);
            Assert.DoesNotContain("?", form.GetAttribute("action"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task With_words_the_next_page_and_the_filter_and_the_download_post_them_again()
    {
        var forms = await FormsAsync("search");

        // The box, the filter and the next page.
        Assert.Equal(["post q=lope", "post q=lope from= to=", "post q=lope"], forms["/staff/search"]);
        Assert.Equal(["post q=lope"], forms["/staff/requests.csv"]);
    }

    [Fact]
    public async Task Without_words_the_address_says_what_is_shown()
    {
        var forms = await FormsAsync("search-by-day");

        Assert.Equal(
            [
                "post q=",
                "get from=2026-11-01 to=2026-11-27",
                "get state=new from=2026-11-01 to=2026-11-27",
            ],
            forms["/staff/search"]);
        Assert.Equal(["get state=new from=2026-11-01 to=2026-11-27"], forms["/staff/requests.csv"]);
    }

    [Theory]
    [InlineData("search", "page=2 Older")]
    [InlineData("search-by-day", "page=1 Newer", "page=3 Older")]
    [InlineData("done")]
    public async Task There_are_buttons_for_the_pages_that_exist(string name, params string[] buttons)
    {
        var document = await StaffRendering.RenderAsync(name);
        var form = (IHtmlFormElement?)document.QuerySelector("nav[aria-label='More results'] form");

        Assert.Equal(buttons, form is null ? [] : StaffRendering.Buttons(form));
    }

    [Theory]
    [InlineData("search", false, "Any")]
    [InlineData("search-by-day", true, "New")]
    [InlineData("done", false, "Done")]
    public async Task The_filter_is_open_while_it_leaves_something_out_of_the_results(string name, bool isOpen, string state)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal(isOpen, document.QuerySelector("main details")!.HasAttribute("open"));
        Assert.Equal(state, ((IHtmlSelectElement)document.QuerySelector("select")!).SelectedOptions.Single().Text);
    }

    [Fact]
    public async Task Who_finds_nobody_is_told_how_far_back_was_searched_and_what_to_try()
    {
        var sheet = (await StaffRendering.RenderAsync("search-for-nobody")).QuerySelector(".sheet")!;

        Assert.Equal(
            [
                "We searched names, phones, emails and references of the last 90 days.",
                "Try fewer letters, or only the last 4 digits of the phone number.",
            ],
            sheet.Children.Select(line => line.TextContent));
    }

    [Fact]
    public async Task What_is_done_is_a_table_by_whom_and_when()
    {
        var rows = (await StaffRendering.RenderAsync("done")).QuerySelectorAll("tbody tr");

        Assert.Equal(
            ["Grace Toledo", "Visit booked", "Nov 25", "Rosa, Nov 25, 9 AM"],
            rows[0].Children.Select(cell => cell.TextContent));
        Assert.Equal(4, rows.Length);
    }

    private static async Task<Dictionary<string, string[]>> FormsAsync(string name)
    {
        var document = await StaffRendering.RenderAsync(name);
        return document.QuerySelector("main")!.QuerySelectorAll("form").Cast<IHtmlFormElement>()
            .GroupBy(form => form.GetAttribute("action")!, StringComparer.Ordinal)
            .ToDictionary(
                forms => forms.Key,
                forms => forms.Select(Sent).ToArray(),
                StringComparer.Ordinal);
    }

    private static string Sent(IHtmlFormElement form) =>
        $"{form.Method} {string.Join(' ', StaffRendering.Fields(form))}";
}
