using AngleSharp.Html.Dom;
using BlueSky.Content.Staff;
using BlueSky.Content.Tests.Mails;

namespace BlueSky.Content.Tests.Staff;

public sealed class NewsPageTests
{
    public static TheoryData<string> Names =>
        [.. StaffSamples.Pages.Keys.Where(name => name.StartsWith("news", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_is_easy_to_read(string name)
    {
        var main = (await StaffRendering.RenderAsync(name)).QuerySelector("main")!;
        var blocks = main.QuerySelectorAll("h1, h2, p, li, dt, label, button").Select(block => block.TextContent);

        Assert.InRange(ReadingGrade.Of(blocks), -5, 7);
    }

    [Theory]
    [InlineData("news")]
    [InlineData("news-of-nobody")]
    public async Task New_news_are_begun_by_a_button(string name)
    {
        var form = Form(await StaffRendering.RenderAsync(name), "/staff/news");

        Assert.Equal("post", form.Method);
        Assert.Equal(["= Write news"], StaffRendering.Buttons(form));
    }

    [Fact]
    public async Task A_draft_is_saved_with_the_version_that_it_began_with()
    {
        var form = Form(await StaffRendering.RenderAsync("news-draft"), "/staff/news/NEWS-2345678A");

        Assert.Equal(
            ["version=3", "do=save", "subject=Our holiday hours, and a new guide"], StaffRendering.Fields(form));
        Assert.Equal(["then=preview Save and preview", "= Save draft"], StaffRendering.Buttons(form));
        Assert.Equal(
            NewsMailSamples.Holidays, ((IHtmlTextAreaElement)form.Elements["text"]!).Value);
    }

    [Theory]
    [InlineData("\nAfter an empty line")]
    [InlineData("</textarea><script>alert(1)</script>")]
    public async Task A_draft_comes_back_as_it_was_typed(string typed)
    {
        var page = await NewsEditPage.RenderAsync(Rendering.Renderer, NewsSamples.Draft with { Text = typed });

        Assert.Equal(typed, ((IHtmlTextAreaElement)Rendering.Parse(page.Html).GetElementById("text")!).Value);
    }

    [Fact]
    public async Task Problems_are_told_at_the_top_and_at_their_fields()
    {
        var document = await StaffRendering.RenderAsync("news-draft-with-problems");

        Assert.Equal(
            [
                "#subject Enter a subject.",
                "#text Line 1: Pictures are not possible: many email programs do not show them.",
                "#text Line 3: HTML is not possible here.",
            ],
            document.QuerySelectorAll(".problems a").Select(link => $"{link.GetAttribute("href")} {link.TextContent}"));
        Assert.All(["subject", "text"], id =>
        {
            var field = document.GetElementById(id)!;
            Assert.Equal("true", field.GetAttribute("aria-invalid"));
            Assert.Contains($"{id}-problem", field.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_a_colleague_saved_is_beside_what_was_typed()
    {
        var document = await StaffRendering.RenderAsync("news-draft-that-another-changed");

        Assert.Equal(
            [
                "Rosa changed this at 9:40 AM", "Your text is below and is not saved. This is what was saved:",
                "Our holiday hours \u202Egnp.exe", "We are closed on December 24.\n\n<script>alert(1)</script>",
                "To keep yours, save it again.",
            ],
            document.QuerySelector(".note.wait")!.Children.Select(line => line.TextContent));
        Assert.Equal(
            NewsMailSamples.Holidays, ((IHtmlTextAreaElement)document.GetElementById("text")!).Value);
    }

    [Fact]
    public async Task A_test_and_the_sending_are_two_forms()
    {
        var document = await StaffRendering.RenderAsync("news-preview");
        var forms = document.Forms.Where(form => form.GetAttribute("action") == "/staff/news/NEWS-2345678A").ToArray();

        Assert.Equal(2, forms.Length);
        Assert.Equal(["version=3"], StaffRendering.Fields(forms[0]));
        Assert.Equal(["do=test Send a test"], StaffRendering.Buttons(forms[0]));
        Assert.Equal(["version=3", "count=", "at="], StaffRendering.Fields(forms[1]));
        Assert.Equal(["do=send Send to 412 people"], StaffRendering.Buttons(forms[1]));
    }

    [Theory]
    [InlineData("news-preview", "?view=desktop")]
    [InlineData("news-preview-on-a-phone", "?view=phone")]
    [InlineData("news-preview-as-text", "?view=text")]
    public async Task There_are_three_ways_to_look_at_news(string name, string current)
    {
        var links = (await StaffRendering.RenderAsync(name)).QuerySelectorAll(".views a");

        Assert.Equal(
            ["?view=desktop", "?view=phone", "?view=text"],
            links.Select(link => link.GetAttribute("href")!["/staff/news/NEWS-2345678A".Length..]));
        Assert.EndsWith(
            current, Assert.Single(links, link => link.GetAttribute("aria-current") == "page").GetAttribute("href"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_paper_shows_what_the_email_says()
    {
        var paper = (await StaffRendering.RenderAsync("news-preview-of-all-formats")).QuerySelector(".paper")!;
        var mail = await MailSamples.RenderAsync("news-of-all-formats");
        var sheet = Rendering.Parse(mail.Html).QuerySelector(".sheet")!;

        Assert.Equal(
            sheet.QuerySelectorAll("h2, h3, ol, ul, li, strong, em, a[href^='https:']").Select(part => part.TextContent)
                .SkipLast(1),
            paper.QuerySelectorAll("h3, h4, ol, ul, li, strong, em, a").Select(part => part.TextContent).Skip(1)
                .SkipLast(1));
    }

    [Fact]
    public async Task News_for_nobody_cannot_be_sent()
    {
        var document = await StaffRendering.RenderAsync("news-preview-for-nobody");

        Assert.Empty(document.QuerySelectorAll("[name=count]"));
        Assert.Contains(
            "2. Send it to everyoneNo one is signed up yet.", document.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("news-scheduled", null, "stop")]
    [InlineData("news-sending", "236 of 412", "pause", "stop")]
    [InlineData("news-paused", "236 of 412", "resume", "stop")]
    [InlineData("news-stopped", "236 of 412")]
    [InlineData("news-sent", "412 of 412")]
    [InlineData("news-given-up", "412 of 412", "retry")]
    public async Task Each_state_offers_what_can_be_done(string name, string? bar, params string[] actions)
    {
        var document = await StaffRendering.RenderAsync(name);

        Assert.Equal(bar, document.QuerySelector("progress")?.TextContent);
        Assert.Equal(
            actions, document.QuerySelectorAll("main [name=do]").Select(button => button.GetAttribute("value")));
    }

    [Fact]
    public async Task Figures_have_their_names() => Assert.Equal(
        ["Arrived 1,409", "On the way 0", "Did not arrive 3", "Unsubscribed 1"],
        (await StaffRendering.RenderAsync("news-sent")).QuerySelectorAll(".nums div")
            .Select(figure => string.Join(' ', figure.Children.Select(part => part.TextContent.Trim()))));

    private static IHtmlFormElement Form(IHtmlDocument document, string action) =>
        Assert.Single(document.Forms, form => form.GetAttribute("action") == action);
}
