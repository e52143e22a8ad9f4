using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Staff;

public sealed class ImportPageTests
{
    [Fact]
    public async Task A_file_is_sent_as_a_file_after_the_token()
    {
        var form = (IHtmlFormElement)(await StaffRendering.RenderAsync("import")).QuerySelector("#file")!.Closest("form")!;

        Assert.Equal("multipart/form-data", form.Enctype);
        Assert.Equal(["csrf", "file"], form.Elements.OfType<IHtmlInputElement>().Select(input => input.Name));
    }

    [Theory]
    [InlineData("import", 0)]
    [InlineData("import-of-no-list", 1)]
    [InlineData("import-incomplete", 2)]
    [InlineData("resources", 0)]
    [InlineData("resources-with-a-broken-link", 1)]
    [InlineData("resources-without-a-title", 1)]
    public async Task Each_problem_is_told_at_the_top_and_beside_its_field(string name, int count)
    {
        var document = await StaffRendering.RenderAsync(name);
        var links = document.QuerySelectorAll(".problems a").ToArray();

        Assert.Equal(count, links.Length);
        Assert.All(links, link =>
        {
            var field = document.QuerySelector(link.GetAttribute("href")!)!;
            var described = field.GetAttribute("aria-describedby")!.Split(' ')
                .Select(id => document.GetElementById(id)!.TextContent);
            Assert.Contains(link.TextContent, described);
        });
        Assert.Equal(count, document.QuerySelectorAll("p.problem").Length);
    }

    [Fact]
    public async Task A_link_that_does_not_open_can_be_saved_anyway_and_a_missing_title_cannot()
    {
        var broken = await StaffRendering.RenderAsync("resources-with-a-broken-link");
        var untitled = await StaffRendering.RenderAsync("resources-without-a-title");

        Assert.NotNull(broken.QuerySelector("input[name=anyway][value='1']"));
        Assert.Equal("url-1", broken.QuerySelector("[aria-invalid=true]")!.Id);
        Assert.Null(untitled.QuerySelector("[name=anyway]"));
        Assert.Equal("title-2", untitled.QuerySelector("[aria-invalid=true]")!.Id);
    }

    [Fact]
    public async Task Each_resource_sends_the_same_fields()
    {
        var document = await StaffRendering.RenderAsync("resources");

        foreach (var name in new[] { "title", "url", "summary", "language" })
        {
            Assert.Equal(4, document.QuerySelectorAll($"[name={name}]").Length);
        }

        Assert.Equal("3", document.QuerySelector("[name=version]")!.GetAttribute("value"));
        Assert.Equal("es", ((IHtmlSelectElement)document.QuerySelector("#language-2")!).Value);
    }

    [Fact]
    public async Task Before_people_are_added_it_is_asked_whether_they_want_it_and_nothing_is_chosen()
    {
        var document = await StaffRendering.RenderAsync("import-preview");

        Assert.Equal(
            ["import", "source", "asked", "confirm", "confirm"],
            document.QuerySelectorAll("form.sheet input:not([name=csrf])").Select(input => input.GetAttribute("name")));
        Assert.Empty(document.QuerySelectorAll("[checked]"));
        Assert.Equal("Add 187 people", document.QuerySelector("form.sheet button")!.TextContent);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_are_listed_with_their_numbers()
    {
        var document = await StaffRendering.RenderAsync("import-preview");
        var sheet = document.QuerySelector("section[aria-labelledby=unreadable]")!;

        Assert.Equal("1,205 lines we cannot read", sheet.QuerySelector("h2")!.TextContent);
        Assert.Equal(
            ["12 maria at example", "40 505-555-0142", "77, 78, 131 (empty)"],
            sheet.QuerySelectorAll("tbody tr")
                .Select(row => string.Join(' ', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal("And 1,200 more.", sheet.QuerySelector(".below")!.TextContent);
    }

    [Theory]
    [InlineData("import-running", true)]
    [InlineData("import-done", false)]
    public async Task The_progress_is_shown_while_it_runs(string name, bool isRunning)
    {
        var progress = (await StaffRendering.RenderAsync(name)).QuerySelector("progress");

        Assert.Equal(isRunning ? "35 of 210" : null, progress is null ? null
            : $"{progress.GetAttribute("value")} of {progress.GetAttribute("max")}");
    }
}
