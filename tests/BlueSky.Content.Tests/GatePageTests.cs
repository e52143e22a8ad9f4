using AngleSharp.Html.Dom;
using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests;

/// <summary>The pages before the sign-in, and those with only a message.</summary>
public sealed class GatePageTests
{
    private static readonly ContentRenderer Renderer = new();

    private static readonly Dictionary<string, Func<Task<RenderedPage>>> Pages = new()
    {
        ["Sign in - Staff"] = () => SignInPage.RenderAsync(
            Renderer, new SignInModel(Samples.Clinic, "token", "/staff/search?a=1&b=2")),
        ["Please check your email address - Staff"] = () => SignInPage.RenderAsync(
            Renderer, new SignInModel(Samples.Clinic, "token", "/staff", "\"><script>", "Enter a full address.")),
        ["You are signed out - Staff"] = () => SignInPage.RenderAsync(
            Renderer,
            new SignInModel(Samples.Clinic, "token", "/staff", Note: new StaffNote("You are signed out."))),
        ["Enter your code - Staff"] = () => CodePage.RenderAsync(
            Renderer, new CodeModel(Samples.Clinic, "token", "rosa@example.org", "9:22 AM", RememberDays: 30)),
        ["That code does not match - Staff"] = () => CodePage.RenderAsync(
            Renderer, new CodeModel(
                Samples.Clinic, "token", Address: null, "9:22 AM", RememberDays: null,
                new StaffNote("That code does not match", "You have 3 more tries.", IsProblem: true))),
        ["Only for managers - Staff"] = () => StaffMessagePage.RenderAsync(
            Renderer, new StaffMessageModel(
                Samples.Clinic, "Only for managers", "Ask one.", new StaffLink("All requests", "/staff"))),
    };

    public static TheoryData<string> Titles => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_page_is_whole_and_needs_nothing_but_the_style_in_its_head(string title)
    {
        var html = (await Pages[title]()).Html;
        var document = Rendering.Parse(html);

        Assert.StartsWith("<!DOCTYPE html>", html.TrimStart(), StringComparison.Ordinal);
        Assert.Equal(title, document.Title);
        Assert.Equal("en", document.DocumentElement.GetAttribute("lang"));
        // The icon is in the page itself.
        var icon = Assert.Single(document.QuerySelectorAll("link"));
        Assert.StartsWith("data:image/svg+xml,", icon.GetAttribute("href"), StringComparison.Ordinal);
        icon.Remove();
        Assert.Empty(Rendering.FetchesAndScripts(document));
        Assert.Empty(document.QuerySelectorAll("[style], script"));
        Assert.Equal(BrandStyles.Default.Staff.Css, Assert.Single(document.QuerySelectorAll("style")).TextContent);
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Single(document.QuerySelectorAll("main"));
        Assert.Equal("noindex", document.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task Every_field_has_a_label_and_every_form_the_token(string title)
    {
        var document = Rendering.Parse((await Pages[title]()).Html);

        Assert.All(document.Forms, form => Assert.Equal(
            "token", ((IHtmlInputElement)form.QuerySelector("input[name=csrf]")!).Value));
        Assert.All(
            document.QuerySelectorAll("input:not([type=hidden])"),
            input => Assert.Single(document.QuerySelectorAll($"label[for='{input.Id}']")));
        Assert.All(
            document.QuerySelectorAll("[aria-describedby]"),
            input => Assert.NotNull(document.GetElementById(input.GetAttribute("aria-describedby")!)));
    }

    [Fact]
    public async Task What_was_typed_is_text()
    {
        var document = Rendering.Parse((await Pages["Please check your email address - Staff"]()).Html);

        Assert.Equal("\"><script>", ((IHtmlInputElement)document.GetElementById("email")!).Value);
    }

    [Fact]
    public async Task The_page_after_the_sign_in_is_kept_in_the_form()
    {
        var document = Rendering.Parse((await Pages["Sign in - Staff"]()).Html);

        Assert.Equal(
            "/staff/search?a=1&b=2", ((IHtmlInputElement)document.QuerySelector("input[name=to]")!).Value);
    }
}
