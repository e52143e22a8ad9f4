using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Staff;

public sealed class RequestPageTests
{
    private static readonly string[] Minor =
        ["do=note Save the note only", "do=not-a-patient Not a patient", "do=spam Spam"];

    public static TheoryData<string, string[]> Stages => new()
    {
        {
            "request",
            [
                "do=called We talked", "do=booked Visit booked", "do=no-answer Later today",
                "do=no-answer Monday morning", .. Minor,
            ]
        },
        {
            "request-after-a-change",
            ["do=called We talked", "do=booked Visit booked", "do=no-answer Monday morning", .. Minor]
        },
        { "request-held-back", ["do=real Real person", "do=spam Spam", "do=note Save the note only"] },
        { "request-called", ["do=booked Visit booked", "do=reopen Reopen", .. Minor] },
        { "request-done", ["do=reopen Reopen", "do=note Save the note only"] },
        { "request-that-is-spam", ["do=real Real person", "do=note Save the note only"] },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_request_has_the_buttons_of_its_stage_in_one_form_with_the_note(string name, string[] buttons)
    {
        var form = await OutcomeAsync(name);

        Assert.Equal(buttons, StaffRendering.Buttons(form));
        Assert.Equal("note", Assert.Single(form.Elements.OfType<IHtmlTextAreaElement>()).Name);
    }

    [Fact]
    public async Task The_time_to_try_again_is_in_the_address_that_the_button_posts_to()
    {
        var buttons = (await OutcomeAsync("request")).QuerySelectorAll("[value=no-answer]");

        Assert.Equal(
            [
                "/staff/requests/BSK-YPZZ-VMMC?again=today",
                "/staff/requests/BSK-YPZZ-VMMC?again=next-day",
            ],
            buttons.Select(button => button.GetAttribute("formaction")));
    }

    [Fact]
    public async Task When_another_was_first_the_note_is_still_there_and_can_be_saved_as_well()
    {
        var document = await StaffRendering.RenderAsync("request-that-another-changed");
        var form = await OutcomeAsync("request-that-another-changed");
        var again = document.QuerySelector("[role=alert] button")!;

        Assert.Equal("Rosa was here first - Staff", document.Title);
        Assert.Equal("She called back. Visit on Tuesday at 10.", form.QuerySelector("textarea")!.TextContent);
        Assert.Equal(["version=5"], StaffRendering.Fields(form));
        Assert.Equal("Save mine as well: No answer", again.TextContent);
        Assert.Equal(form.Id, again.GetAttribute("form"));
        Assert.Equal("no-answer", again.GetAttribute("value"));
        Assert.Equal("/staff/requests/BSK-YPZZ-VMMC?again=next-day", again.GetAttribute("formaction"));
    }

    [Theory]
    [InlineData("request-called", "You marked this as We talked, today, 10:20 AM.")]
    [InlineData("request-after-a-change", null)]
    [InlineData("request", null)]
    public async Task Ones_own_last_change_can_be_undone_where_no_message_offers_it(string name, string? change)
    {
        var document = await StaffRendering.RenderAsync(name);
        var form = document.QuerySelectorAll("form.sheet [value=undo]").SingleOrDefault()?.Closest("form");

        Assert.Equal(change, form?.QuerySelector("p")?.TextContent);
    }

    [Fact]
    public async Task A_manager_can_erase_a_request_and_has_to_check_a_box_first()
    {
        var document = await StaffRendering.RenderAsync("request-done");
        var form = (IHtmlFormElement)document.QuerySelector("[value=erase]")!.Closest("form")!;

        Assert.Equal(["version=6", "confirm=BSK-YPZZ-VMMC"], StaffRendering.Fields(form));
        Assert.Equal(["do=erase Erase"], StaffRendering.Buttons(form));
        var check = form.Elements.OfType<IHtmlInputElement>().Single(input => input.Type == "checkbox");
        Assert.Equal((true, false), (check.IsRequired, check.IsChecked));
    }

    [Fact]
    public async Task Who_is_no_manager_cannot_erase() =>
        Assert.Null((await StaffRendering.RenderAsync("request")).QuerySelector("[value=erase]"));

    [Fact]
    public async Task All_that_was_typed_is_there_with_its_line_breaks()
    {
        var document = await StaffRendering.RenderAsync("request");

        Assert.Equal(
            "Could we talk about options? Mornings are best.\n\nMy daughter may answer the phone.",
            document.QuerySelector(".said")!.TextContent);
        Assert.Equal(
            [
                "Best time: weekday mornings", "Prefers: Phone", "Email: maria@example.org", "Language: Spanish (es)",
                "Page: https://www.example.org/contact", "Insurance: Example Health\nPlan B",
                "Reference: BSK-YPZZ-VMMC",
            ],
            document.QuerySelectorAll("dt").Select(fact =>
                $"{fact.TextContent}: {fact.NextElementSibling!.TextContent}"));
    }

    [Fact]
    public async Task A_held_back_request_says_why_and_leads_nowhere()
    {
        var document = await StaffRendering.RenderAsync("request-held-back");

        Assert.Equal("Real or spam? - Staff", document.Title);
        Assert.Equal("Is this a real person?", document.QuerySelector("h1")!.TextContent);
        Assert.Equal(
            "The form was filled in very fast, and the message has 2 links.",
            document.QuerySelector(".note.wait p")!.TextContent);
        Assert.Equal("/staff", Assert.Single(document.QuerySelectorAll("main a")).GetAttribute("href"));
    }

    [Fact]
    public async Task What_a_hostile_visitor_typed_is_text()
    {
        var document = await StaffRendering.RenderAsync("request-from-a-hostile-visitor");

        var typed = Samples.Hostile.Select(text => text.ReplaceLineEndings("\n")).ToArray();
        Assert.Equal(
            typed,
            document.QuerySelectorAll("dd").Take(7).Select(value => value.TextContent.ReplaceLineEndings("\n")));
        Assert.Equal(typed[0], document.QuerySelector("h1")!.TextContent);
        Assert.Equal($"\n{typed[6]}", "\n" + document.QuerySelector("textarea")!.TextContent.ReplaceLineEndings("\n"));
        Assert.Equal(
            ["/staff", "mailto:x%3Fbcc%3Dy@evil.example"],
            document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")));
    }

    private static async Task<IHtmlFormElement> OutcomeAsync(string name) =>
        (IHtmlFormElement)(await StaffRendering.RenderAsync(name)).GetElementById("outcome")!;
}
