using AngleSharp.Html.Dom;
using BlueSky.Content.Pages;

namespace BlueSky.Content.Tests.Pages;

public sealed class FormErrorPageTests
{
    private static readonly Dictionary<string, FormErrorModel> Models = new()
    {
        ["form-error"] = FormSamples.OneProblem(Samples.Clinic),
        ["form-errors"] = FormSamples.SeveralProblems(Samples.Clinic),
        ["form-unavailable"] = FormSamples.Unavailable(Samples.Clinic),
        ["form-error-from-a-hostile-visitor"] = FormSamples.Hostile(Samples.Clinic),
    };

    [Theory]
    [InlineData("form-error")]
    [InlineData("form-errors")]
    [InlineData("form-unavailable")]
    [InlineData("form-error-from-a-hostile-visitor")]
    public async Task Sending_the_page_again_sends_exactly_what_was_typed(string name)
    {
        var form = Assert.Single((await RenderAsync(name)).Forms);

        Assert.Equal("post", form.Method);
        Assert.Equal(Models[name].Action.OriginalString, form.GetAttribute("action"));
        var sent = form.Elements.Where(control => control is not IHtmlButtonElement).Select(Sent);
        Assert.Equal(Models[name].Values.Select(value => (value.Name, WithLineFeeds(value.Value))), sent);
    }

    [Theory]
    [InlineData("form-error", "1 problem - Blue Sky Ketamine", "Please check one thing")]
    [InlineData("form-errors", "3 problems - Blue Sky Ketamine", "Please check 3 things")]
    [InlineData("form-unavailable", "We could not send it - Blue Sky Ketamine", "We could not send it")]
    public async Task The_title_and_the_heading_say_how_much_there_is_to_do(string name, string title, string heading)
    {
        var document = await RenderAsync(name);

        Assert.Equal((title, heading), (document.Title, document.QuerySelector("h1")!.TextContent));
    }

    [Fact]
    public async Task The_summary_is_an_alert_and_leads_to_each_field_on_the_page()
    {
        var summary = (await RenderAsync("form-errors")).QuerySelector(".problems")!;

        Assert.Equal("alert", summary.GetAttribute("role"));
        Assert.Equal(
            ["#field-1", "#field-3"], summary.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("This form does not take files.", summary.QuerySelectorAll("li")[2].TextContent.Trim());
    }

    [Fact]
    public async Task A_problem_is_read_out_with_its_field()
    {
        var document = await RenderAsync("form-error");
        var phone = (IHtmlInputElement)document.QuerySelector("[name=phone]")!;

        Assert.Equal(("tel", "tel", "true"), (phone.Type, phone.Autocomplete, phone.GetAttribute("aria-invalid")));
        Assert.Equal(
            [
                "Problem: Enter your full phone number, with the area code.",
                "Give us a phone number or an email address. One is enough.",
            ],
            Descriptions(document, "phone"));
        Assert.Equal(
            ["Give us a phone number or an email address. One is enough."], Descriptions(document, "email"));
        Assert.Equal(["Please save health details for our talk."], Descriptions(document, "message"));
        Assert.Null(document.QuerySelector("[name=name]")!.GetAttribute("aria-describedby"));
        Assert.Null(document.QuerySelector("[name=email]")!.GetAttribute("aria-invalid"));
        Assert.True(((IHtmlInputElement)document.QuerySelector("[name=name]")!).IsRequired);
        Assert.False(((IHtmlInputElement)document.QuerySelector("[name=email]")!).IsRequired);
    }

    [Theory]
    [InlineData("form-error", "Either is fine, Phone, Email", "Phone")]
    [InlineData("form-errors", "Either is fine, Phone, Email, Text message", "Text message")]
    public async Task A_list_stays_a_list_and_keeps_a_choice_that_only_the_website_knows(
        string name, string labels, string chosen)
    {
        var list = (IHtmlSelectElement)(await RenderAsync(name)).QuerySelector("[name=preferred_contact]")!;

        Assert.Equal(labels, string.Join(", ", list.Options.Select(option => option.Text)));
        Assert.Equal(chosen, list.Value);
    }

    [Fact]
    public async Task Only_fields_that_may_stay_empty_are_marked()
    {
        var document = await RenderAsync("form-error");

        Assert.Equal(
            ["Your name", "Phone", "Email", "How should we reach you?", "Best time (optional)", "Message (optional)"],
            document.QuerySelectorAll("label").Select(label => label.TextContent.Trim()));
    }

    [Theory]
    [InlineData("form-error")]
    [InlineData("form-unavailable")]
    public async Task The_phone_is_offered_right_there(string name)
    {
        var document = await RenderAsync(name);

        Assert.Equal(
            "tel:+15053360217", document.QuerySelector("main form + p a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_a_visitor_typed_is_text()
    {
        var document = await RenderAsync("form-error-from-a-hostile-visitor");

        Assert.Empty(document.QuerySelectorAll("script, main img"));
        Assert.Equal(
            Samples.Hostile.Select(text => WithLineFeeds(text).Trim()),
            document.QuerySelectorAll("label").Select(label => WithLineFeeds(label.TextContent).Trim()));
    }

    private static async Task<IHtmlDocument> RenderAsync(string name) =>
        Rendering.Parse((await FormErrorPage.RenderAsync(Rendering.Renderer, Models[name])).Html);

    private static IEnumerable<string> Descriptions(IHtmlDocument document, string name) =>
        document.QuerySelector($"[name={name}]")!.GetAttribute("aria-describedby")!.Split(' ')
            .Select(id => document.GetElementById(id)!.TextContent);

    private static (string Name, string Value) Sent(IHtmlElement control) => control switch
    {
        IHtmlInputElement input => (input.Name!, WithLineFeeds(input.Value)),
        IHtmlTextAreaElement area => (area.Name!, WithLineFeeds(area.Value)),
        IHtmlSelectElement list => (list.Name!, WithLineFeeds(list.Value!)),
        _ => throw new InvalidOperationException($"An unexpected control: {control.OuterHtml}"),
    };

    // Browsers send every line break as CR LF, however it was typed.
    private static string WithLineFeeds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
