using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests;

public sealed class PageTests
{
    public static TheoryData<string> Names => [.. Samples.Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_reads_as_approved(string name) =>
        Snapshot.Match($"page-{name}", "html", await Render(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_needs_no_script_and_no_style_but_the_one_in_its_head(string name)
    {
        var html = await Render(name);
        var document = Rendering.Parse(html);

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Empty(Rendering.FetchesAndScripts(document));
        Assert.Empty(document.QuerySelectorAll("[style]"));
        Assert.Equal(BrandStyles.Default.Pages.Css, Assert.Single(document.QuerySelectorAll("style")).TextContent);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_has_one_heading_one_main_part_and_the_clinics_phone(string name)
    {
        var document = Rendering.Parse(await Render(name));

        var heading = Assert.Single(document.QuerySelectorAll("h1")).TextContent;
        Assert.Equal($"{heading} - Blue Sky Ketamine", document.Title);
        Assert.Single(document.QuerySelectorAll("main"));
        Assert.Equal("tel:+15053360217", document.QuerySelector("footer a[href^='tel:']")!.GetAttribute("href"));
        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("form-error-without-a-form")]
    [InlineData("form-error")]
    public async Task A_form_that_failed_offers_the_phone_right_there(string name)
    {
        var document = Rendering.Parse(await Render(name));

        Assert.Equal(Samples.FormErrors[name].Title, document.QuerySelector("h1")!.TextContent);
        Assert.Equal("tel:+15053360217", document.QuerySelector("main a[href^='tel:']")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("form-error")]
    [InlineData("form-error-from-a-hostile-visitor")]
    public async Task Sending_the_page_again_sends_exactly_what_was_typed(string name)
    {
        var model = Samples.FormErrors[name];
        var form = Assert.Single(Rendering.Parse(await Render(name)).Forms);

        Assert.Equal("post", form.Method);
        Assert.Equal(model.Action!.OriginalString, form.GetAttribute("action"));
        var sent = form.Elements.Where(control => control is not IHtmlButtonElement).Select(Sent);
        Assert.Equal(model.Values.Select(value => (value.Name, WithLineFeeds(value.Value))), sent);
    }

    [Fact]
    public async Task Each_field_has_its_label_and_its_problem_and_the_summary_leads_to_it()
    {
        var document = Rendering.Parse(await Render("form-error"));

        var email = (IHtmlInputElement)document.QuerySelector("[name='Email-4']")!;
        Assert.Equal("Email", document.QuerySelector($"label[for='{email.Id}']")!.TextContent.Trim());
        Assert.Equal("email", email.Type);
        Assert.Equal("email", email.Autocomplete);
        Assert.Equal("true", email.GetAttribute("aria-invalid"));
        var problem = document.GetElementById(email.GetAttribute("aria-describedby")!)!;
        Assert.Equal("The email address is not complete.", problem.TextContent);
        var links = document.QuerySelectorAll(".problems a");
        Assert.Equal(["#field-2", "#field-1"], links.Select(link => link.GetAttribute("href")));
        Assert.Contains(
            "Please choose a shorter color.",
            document.QuerySelector(".problems")!.TextContent,
            StringComparison.Ordinal);
        Assert.True(((IHtmlInputElement)document.QuerySelector("[name=Name]")!).IsRequired);
    }

    [Fact]
    public async Task A_field_without_a_problem_is_not_marked()
    {
        var phone = Rendering.Parse(await Render("form-error")).QuerySelector("[name=Phone]")!;

        Assert.Null(phone.GetAttribute("aria-invalid"));
        Assert.Null(phone.GetAttribute("aria-describedby"));
        Assert.Null(phone.GetAttribute("required"));
    }

    [Fact]
    public async Task Without_an_action_there_is_no_form() =>
        Assert.Empty(Rendering.Parse(await Render("form-error-without-a-form")).Forms);

    [Fact]
    public async Task A_message_alone_asks_for_nothing() =>
        Assert.Empty(Rendering.Parse(await Render("message")).Forms);

    [Fact]
    public async Task A_button_posts_to_the_pages_own_address_and_says_which_it_was()
    {
        var form = Assert.Single(Rendering.Parse(await Render("message-with-a-button-that-says-which")).Forms);

        Assert.Equal("post", form.Method);
        Assert.Null(form.GetAttribute("action"));
        Assert.Equal(("undo", "1"), Sent(form.Elements.Single(control => control is IHtmlInputElement)));
        var button = (IHtmlButtonElement)form.Elements.Single(control => control is IHtmlButtonElement);
        Assert.Equal(("submit", "I changed my mind"), (button.Type, button.TextContent));
    }

    [Fact]
    public async Task A_button_without_a_name_sends_nothing() =>
        Assert.IsType<IHtmlButtonElement>(
            Assert.Single(Assert.Single(Rendering.Parse(await Render("message-with-a-button")).Forms).Elements),
            exactMatch: false);

    [Theory]
    [InlineData("link-request", "")]
    [InlineData("link-request-with-a-problem", "ann@\"><script>alert(1)</script>")]
    public async Task Who_asks_for_a_link_is_asked_for_one_address_and_keeps_what_was_typed(string name, string typed)
    {
        var document = Rendering.Parse(await Render(name));
        var form = Assert.Single(document.Forms);
        var email = Assert.Single(form.Elements.OfType<IHtmlInputElement>());

        Assert.Equal(("post", null), (form.Method, form.GetAttribute("action")));
        Assert.Equal(("email", "email", "email", typed), (email.Name, email.Type, email.Autocomplete, email.Value));
        Assert.StartsWith(
            "Email", document.QuerySelector($"label[for='{email.Id}']")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("Send me the link", Assert.Single(form.Elements.OfType<IHtmlButtonElement>()).TextContent);
    }

    [Fact]
    public async Task A_problem_with_the_address_is_read_out_with_the_field()
    {
        var document = Rendering.Parse(await Render("link-request-with-a-problem"));
        var email = document.QuerySelector("[name=email]")!;

        Assert.Equal("true", email.GetAttribute("aria-invalid"));
        Assert.Equal(
            "Enter a full email address, like name@example.org.",
            document.GetElementById(email.GetAttribute("aria-describedby")!)!.TextContent);
        Assert.Null(Rendering.Parse(await Render("link-request")).QuerySelector("[name=email]")!
            .GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task The_resources_are_links_in_the_clinics_order()
    {
        var list = Assert.Single(Rendering.Parse(await Render("resources")).QuerySelectorAll("main ul"));

        Assert.Equal(
            [
                "https://www.example.com/resources/first-appointment?from=mail&lang=en",
                "https://www.example.com/resources/questions",
                "https://www.example.com/resources/day",
                "https://www.example.com/resources/list",
            ],
            list.QuerySelectorAll("li > a").Select(link => link.GetAttribute("href")));
        Assert.Equal("For you & your family.", list.Children[1].QuerySelector("p")!.TextContent);
        Assert.Null(list.Children[3].QuerySelector("p"));
    }

    private static async Task<string> Render(string name) => (await Samples.Pages[name](Rendering.Renderer)).Html;

    private static (string Name, string Value) Sent(IHtmlElement control) => control switch
    {
        IHtmlInputElement input => (input.Name!, WithLineFeeds(input.Value)),
        IHtmlTextAreaElement area => (area.Name!, WithLineFeeds(area.Value)),
        _ => throw new InvalidOperationException($"An unexpected control: {control.OuterHtml}"),
    };

    // Browsers send every line break as CR LF, however it was typed.
    private static string WithLineFeeds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
