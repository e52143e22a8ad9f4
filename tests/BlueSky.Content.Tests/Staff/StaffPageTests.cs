using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>What holds for each page behind the sign-in.</summary>
public sealed class StaffPageTests
{
    public static TheoryData<string> Names => [.. StaffSamples.Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_reads_as_approved(string name)
    {
        var html = await StaffRendering.HtmlAsync(name);

        // The style sheet is the same on all pages, and has tests of its own.
        Snapshot.Match($"desk-{name}", "html", html.Replace(BrandStyles.Default.Staff.Css, "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_needs_no_script_and_no_style_but_the_one_in_its_head(string name)
    {
        var html = await StaffRendering.HtmlAsync(name);
        var document = Rendering.Parse(html);

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("[style]"));
        Assert.Equal(BrandStyles.Default.Staff.Css, Assert.Single(document.QuerySelectorAll("style")).TextContent);
        // The icon is in the page itself, and drawings are part of the page.
        var icon = Assert.Single(document.QuerySelectorAll("link"));
        Assert.StartsWith("data:image/svg+xml,", icon.GetAttribute("href"), StringComparison.Ordinal);
        icon.Remove();
        Array.ForEach([.. document.QuerySelectorAll("svg")], drawing => drawing.Remove());
        Assert.Empty(Rendering.FetchesAndScripts(document));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_has_one_heading_and_a_way_past_the_menu(string name)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.EndsWith(" - Staff", document.Title, StringComparison.Ordinal);
        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("noindex", document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("#main", document.Body!.FirstElementChild!.GetAttribute("href"));
        Assert.Equal("main", Assert.Single(document.QuerySelectorAll("main")).Id);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_id_is_there_once_and_whatever_is_referred_to_is_there(string name)
    {
        var document = await StaffRendering.RenderAsync(name);
        string[] ids = [.. document.QuerySelectorAll("[id]").Select(element => element.Id!)];

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(
            document.All.SelectMany(element => new[]
            {
                element.GetAttribute("for"), element.GetAttribute("form"), element.GetAttribute("aria-labelledby"),
            }).OfType<string>(),
            id => Assert.Contains(id, ids));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_field_has_a_label(string name)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.All(
            document.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
            field => Assert.NotEmpty(document.QuerySelector($"label[for='{field.Id}']")!.TextContent.Trim()));
        Assert.All(
            document.QuerySelectorAll("button, a"),
            control => Assert.NotEmpty(control.TextContent.Trim()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_form_that_posts_sends_the_token_and_only_that(string name)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.All(document.Forms, form =>
        {
            var tokens = form.QuerySelectorAll("input[name=csrf]").Select(token => token.GetAttribute("value"));
            Assert.Equal(form.Method == "post" ? ["csrf.DEF-123_x"] : [], tokens);
            Assert.StartsWith("/staff/", form.GetAttribute("action"), StringComparison.Ordinal);
        });
        Assert.All(
            document.QuerySelectorAll("[formaction]"),
            button => Assert.StartsWith(
                "/staff/requests/", button.GetAttribute("formaction"), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_leads_only_to_staff_pages_and_to_the_person(string name)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.All(
            // The links on the paper are those of the news.
            document.QuerySelectorAll("a:not(.paper a)").Select(link => link.GetAttribute("href")!),
            href => Assert.Matches(
                "^(#[a-z0-9-]+|tel:[+0-9]+|mailto:[^?&]+|"
                + """/staff(/[A-Za-z0-9/.-]+)?(\?[a-z]+=[A-Za-z0-9-]+(&[a-z]+=[0-9]+)?)?)$""",
                href));
    }

    [Theory]
    [InlineData("list-of-hostile-visitors")]
    [InlineData("request-from-a-hostile-visitor")]
    [InlineData("call-list-of-hostile-visitors")]
    [InlineData("search-for-hostile-visitors")]
    [InlineData("subscribers-that-are-hostile")]
    [InlineData("subscriber-that-is-hostile")]
    [InlineData("import-from-hostile-hands")]
    [InlineData("resources-that-are-hostile")]
    public async Task What_a_visitor_typed_cannot_turn_the_text_around_it(string name)
    {
        var document = await StaffRendering.RenderAsync(name);
        document.QuerySelector("h1")!.Remove();

        INode[] typed =
        [
            .. document.QuerySelector("main")!.Descendants<IText>()
                .Where(text => text.Data.Contains("\u202Egnp.exe", StringComparison.Ordinal))
                // A browser shows options and fields in boxes of their own.
                .Where(text => text.ParentElement is not (IHtmlOptionElement or IHtmlTextAreaElement)),
        ];

        Assert.NotEmpty(typed);
        Assert.All(typed, text => Assert.NotNull(text.ParentElement!.Closest("bdi, [dir=auto]")));
    }

    [Theory]
    [InlineData("list", false)]
    [InlineData("list-of-one", true)]
    public async Task The_menu_offers_more_to_managers(string name, bool isManager)
    {
        var document = await StaffRendering.RenderAsync(name);
        var menu = document.QuerySelectorAll("nav[aria-label=Staff] a");

        string[] entries = isManager ? ["Requests", "Find", "Subscribers", "News", "Audit"] : ["Requests", "Find"];
        Assert.Equal(entries, menu.Select(entry => entry.TextContent));
        Assert.Equal("Requests", document.QuerySelector("nav [aria-current=page]")!.TextContent);
    }

    [Fact]
    public async Task Signing_out_is_possible_here_and_everywhere()
    {
        var document = await StaffRendering.RenderAsync("list");
        var forms = document.Forms.Where(form => form.GetAttribute("action") == "/staff/sign-out").ToArray();

        Assert.Equal(
            ["Sign out", "Sign out on all devices"], forms.Select(form => form.QuerySelector("button")!.TextContent));
        Assert.Equal(
            [null, "1"],
            forms.Select(form => form.QuerySelector("[name=everywhere]")?.GetAttribute("value")));
    }
}
