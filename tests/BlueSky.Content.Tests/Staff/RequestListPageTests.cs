using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Staff;

public sealed class RequestListPageTests
{
    [Fact]
    public async Task Each_group_has_its_number_and_an_empty_one_is_not_shown()
    {
        var document = await StaffRendering.RenderAsync("list-after-a-change");

        Assert.Equal(
            ["New 1", "Tried, no answer 2", "Held back: is this real? 1"],
            document.QuerySelectorAll(".group > h2")
                .Select(heading => string.Join(' ', heading.Children.Select(part => part.TextContent))));
    }

    [Theory]
    [InlineData("list", "4 people are waiting")]
    [InlineData("list-of-one", "1 person is waiting")]
    [InlineData("list-of-nobody", "No one is waiting")]
    [InlineData("list-of-held-back-alone", "No one is waiting")]
    public async Task The_heading_says_how_many_wait(string name, string heading)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal(heading, document.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{heading} - Staff", document.Title);
    }

    [Theory]
    [InlineData("list", "Call 505-555-0142, Maria Lopez")]
    [InlineData("list-after-a-change", "Call 505-555-0177, Tom Begay")]
    [InlineData("list-of-one", "Email Ana, Ana Whitehorse")]
    public async Task Only_who_is_to_be_called_next_has_the_filled_button(string name, string label)
    {
        var document = await StaffRendering.RenderAsync(name);

        var filled = Assert.Single(document.QuerySelectorAll(".button:not(.second)"));
        Assert.Equal(label, filled.TextContent.Trim());
    }

    [Fact]
    public async Task A_call_button_shows_the_number_and_says_whose_it_is()
    {
        var document = await StaffRendering.RenderAsync("list");
        var button = document.QuerySelector("a[href='tel:+15055550142']")!;
        button.QuerySelector(".hidden")!.Remove();

        Assert.Equal("Call 505-555-0142", button.TextContent.Trim());
        Assert.Null(button.GetAttribute("aria-label"));
    }

    [Fact]
    public async Task A_number_that_cannot_be_dialled_is_text()
    {
        var document = await StaffRendering.RenderAsync("list");
        var lee = Card(document, "Lee Chee");

        Assert.Contains("Phone: my sister's, 4 1 2", lee.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["/staff/requests/BSK-2345-6789"], lee.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task A_row_asks_how_it_went_and_sends_the_version_it_shows()
    {
        var document = await StaffRendering.RenderAsync("list");
        var form = (IHtmlFormElement)Card(document, "Maria Lopez").QuerySelector("details form")!;

        Assert.Equal("/staff/requests/BSK-YPZZ-VMMC", form.GetAttribute("action"));
        Assert.Equal(["version=3", "back=list"], StaffRendering.Fields(form));
        Assert.Equal(
            [
                "do=called We talked", "do=booked Visit booked", "do=no-answer No answer",
                "do=not-a-patient Not a patient",
            ],
            StaffRendering.Buttons(form));
    }

    [Fact]
    public async Task What_was_saved_can_be_undone_on_the_spot()
    {
        var document = await StaffRendering.RenderAsync("list-after-a-change");
        var form = (IHtmlFormElement)document.QuerySelector(".note form")!;

        Assert.Equal("Saved: no answer from Maria Lopez - Staff", document.Title);
        Assert.Equal("/staff/requests/BSK-YPZZ-VMMC", form.GetAttribute("action"));
        Assert.Equal(["version=4", "back=list"], StaffRendering.Fields(form));
        Assert.Equal(["do=undo Undo"], StaffRendering.Buttons(form));
    }

    [Theory]
    [InlineData("list", "1", null)]
    [InlineData("list-of-held-back-alone", "1,213+", "These are the newest. There are more than 1,212 older ones.")]
    [InlineData("list-of-hostile-visitors", "8", "These are the newest. There is 1 older one.")]
    public async Task Held_back_requests_say_how_many_more_there_are(string name, string count, string? more)
    {
        var group = (await StaffRendering.RenderAsync(name)).QuerySelector("[aria-labelledby=held-back]")!;

        Assert.Equal(count, group.QuerySelector(".count")!.TextContent);
        Assert.Equal(more, group.Children.OfType<IHtmlParagraphElement>().SingleOrDefault()?.TextContent);
    }

    [Theory]
    [InlineData("list-of-nobody", true)]
    [InlineData("list-of-held-back-alone", false)]
    public async Task All_is_caught_up_only_when_nothing_is_held_back_either(string name, bool isCaughtUp)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal(isCaughtUp, document.QuerySelector(".empty") is not null);
        Assert.DoesNotContain("/staff/call-list", document.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_visitors_typed_is_text()
    {
        var document = await StaffRendering.RenderAsync("list-of-hostile-visitors");

        var typed = Samples.Hostile.Select(text => text.ReplaceLineEndings("\n"));
        Assert.Equal(
            [.. typed, .. typed, .. typed],
            document.QuerySelectorAll("h3 bdi").Select(name => name.TextContent.ReplaceLineEndings("\n")));
    }

    private static IElement Card(IHtmlDocument document, string name) =>
        document.QuerySelectorAll(".case").Single(card => card.QuerySelector("h3")!.TextContent == name);
}
