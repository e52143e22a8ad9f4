using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Pages;

public sealed class PageTests
{
    /// <summary>Without the page that shows what a hostile visitor typed.</summary>
    public static TheoryData<string> InEnglish =>
        [.. PageSamples.All.Where(page => page is { Language: "en", Name: not "form-error-from-a-hostile-visitor" })
            .Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(InEnglish))]
    public async Task A_page_is_easy_to_read(string name)
    {
        var main = Rendering.Parse(await HtmlAsync(name, "en")).QuerySelector("main")!;
        var blocks = main.QuerySelectorAll("h1, h2, p, li, label, button").Select(block => block.TextContent);

        Assert.InRange(ReadingGrade.Of(blocks), -5, 7);
    }

    // The style sheet is the same on each page.
    [Theory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task A_page_reads_as_approved(string name, string language) => Snapshot.Match(
        $"page-{name}.{language}",
        "html",
        (await HtmlAsync(name, language)).Replace(BrandStyles.Default.Pages.Css, "…", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task A_page_needs_no_script_and_no_style_but_the_one_in_its_head(string name, string language)
    {
        var html = await HtmlAsync(name, language);
        var document = Rendering.Parse(html);

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("[style]"));
        Assert.Equal(BrandStyles.Default.Pages.Css, Assert.Single(document.QuerySelectorAll("style")).TextContent);
        Assert.Empty(document.QuerySelectorAll("svg :not(path, circle)"));
        foreach (var drawing in document.QuerySelectorAll("svg, link[href^='data:image/svg+xml,'], .logo img"))
        {
            drawing.Remove();
        }

        Assert.Empty(Rendering.FetchesAndScripts(document));
    }

    [Theory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task A_page_has_its_language_one_heading_and_one_main_part(string name, string language)
    {
        var document = await RenderAsync(name, language);

        Assert.Equal(language, document.DocumentElement.GetAttribute("lang"));
        var heading = Assert.Single(document.QuerySelectorAll("h1")).TextContent;
        var main = Assert.Single(document.QuerySelectorAll("main"));
        Assert.Equal("#" + main.Id, document.QuerySelector(".skip")!.GetAttribute("href"));
        Assert.True(main.Contains(document.QuerySelector("h1")!));
        if (document.QuerySelector(".problems") is null)
        {
            Assert.Equal($"{heading} - Blue Sky Ketamine", document.Title);
        }
    }

    [Theory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task A_page_names_the_clinic_and_whom_to_call(string name, string language)
    {
        var document = await RenderAsync(name, language);

        var top = document.QuerySelector("header")!;
        Assert.Equal(["tel:+15053360217"], PhonesIn(top));
        Assert.Contains(
            "Blue Sky Ketamine",
            top.TextContent + top.QuerySelector("img")?.GetAttribute("alt"),
            StringComparison.Ordinal);
        var footer = document.QuerySelector("footer")!;
        Assert.Equal(["tel:911", "tel:988", "tel:+15053360217"], PhonesIn(footer).Distinct());
        Assert.Contains("1 Example Plaza NE\nAlbuquerque, NM 87110", footer.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task Each_control_has_a_label_and_all_that_describes_it_is_there(string name, string language)
    {
        var document = await RenderAsync(name, language);

        Assert.DoesNotContain(document.QuerySelectorAll("[id]").GroupBy(element => element.Id), same => same.Count() > 1);
        Assert.All(
            document.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
            control => Assert.Single(document.QuerySelectorAll($"label[for='{control.Id}']")));
        Assert.All(
            document.QuerySelectorAll("[aria-describedby]").SelectMany(DescriptionsOf), Assert.NotNull);
    }

    // Times of day end with a period in Spanish.
    [Theory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task No_sentence_ends_twice(string name, string language) => Assert.DoesNotContain(
        "..", (await RenderAsync(name, language)).Body!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task The_name_leads_back_to_the_website_if_there_is_one()
    {
        var known = (await RenderAsync("link-broken")).QuerySelector(".brandname")!;
        var unknown = await RenderAsync("link-broken-without-a-website");

        Assert.Equal(("a", "https://www.example.com/"), (known.LocalName, known.GetAttribute("href")));
        Assert.Equal("span", unknown.QuerySelector(".brandname")!.LocalName);
        Assert.Empty(unknown.QuerySelectorAll("a[href^='http']"));
    }

    [Fact]
    public async Task A_logo_takes_the_place_of_the_name_and_is_told_to_the_policy()
    {
        var page = await PageSamples.RenderAsync("confirm-with-a-logo");
        var image = Rendering.Parse(page.Html).QuerySelector(".logo img")!;

        Assert.Equal("https://www.example.com/logo.png?v=2", image.GetAttribute("src"));
        Assert.Equal("Blue Sky Ketamine", image.GetAttribute("alt"));
        Assert.Equal(new Uri("https://www.example.com/logo.png?v=2"), page.Logo);
    }

    [Fact]
    public async Task Hours_that_are_not_known_are_not_promised()
    {
        Assert.Contains("We are here Monday to Friday", await HtmlAsync("link-broken", "en"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "We are here", await HtmlAsync("link-broken-without-a-website", "en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("confirmed")]
    [InlineData("already-confirmed")]
    [InlineData("resources")]
    public async Task The_resources_are_links_in_the_clinics_order(string name)
    {
        var list = Assert.Single((await RenderAsync(name)).QuerySelectorAll("main ul"));

        Assert.Equal(
            [
                "https://www.example.com/resources/first-appointment?from=mail&lang=en",
                "https://www.example.com/resources/questions",
                "https://www.example.com/resources/notes",
            ],
            list.QuerySelectorAll("li > a").Select(link => link.GetAttribute("href")));
        Assert.Equal("For you & your family.", list.Children[1].QuerySelector("p")!.TextContent);
        Assert.Null(list.Children[2].QuerySelector("p"));
    }

    [Theory]
    [InlineData("confirm", "Yes, sign me up", "")]
    [InlineData("expired", "Send me a new email", "again=1")]
    [InlineData("not-me", "This was not me", "")]
    [InlineData("unsubscribe", "Unsubscribe", "")]
    [InlineData("unsubscribed", "Sign me up again", "undo=1")]
    [InlineData("unavailable-after-a-button", "Try again", "again=1&t=a\"b")]
    public async Task A_button_posts_to_the_pages_own_address_and_says_which_it_was(
        string name, string label, string sent)
    {
        var form = Assert.Single((await RenderAsync(name)).Forms);

        Assert.Equal(("post", null), (form.Method, form.GetAttribute("action")));
        Assert.Equal(label, Assert.Single(form.Elements.OfType<IHtmlButtonElement>()).TextContent);
        Assert.Equal(
            sent,
            string.Join('&', form.Elements.OfType<IHtmlInputElement>().Select(input => $"{input.Name}={input.Value}")));
    }

    [Fact]
    public async Task A_page_that_could_not_be_shown_is_opened_again_by_its_own_address()
    {
        var document = await RenderAsync("unavailable");

        Assert.Empty(document.Forms);
        var link = Assert.Single(document.QuerySelectorAll("main a.button"));
        Assert.Equal(("Try again", ""), (link.TextContent, link.GetAttribute("href")));
    }

    [Theory]
    [InlineData("link-request", "")]
    [InlineData("link-request-with-a-problem", "ann@\"><script>alert(1)</script>")]
    public async Task Who_asks_for_a_link_is_asked_for_one_address_and_keeps_what_was_typed(string name, string typed)
    {
        var form = Assert.Single((await RenderAsync(name)).Forms);
        var email = Assert.Single(form.Elements.OfType<IHtmlInputElement>());

        Assert.Equal(("post", null), (form.Method, form.GetAttribute("action")));
        Assert.Equal(("email", "email", "email", typed), (email.Name, email.Type, email.Autocomplete, email.Value));
        Assert.Equal("Send me the link", Assert.Single(form.Elements.OfType<IHtmlButtonElement>()).TextContent);
    }

    [Fact]
    public async Task A_request_is_told_its_promise_its_reference_and_the_number_that_will_call()
    {
        var main = (await RenderAsync("thanks-consultation")).QuerySelector("main")!;

        Assert.Equal("by Monday, November\u00A030, 5\u00A0PM", main.QuerySelector(".lead strong")!.TextContent);
        Assert.Equal(
            ["505-336-0299", "BSK-7F3K-9Q2M", "505-336-0217"],
            main.QuerySelectorAll(".together").Select(number => number.TextContent));
    }

    // Nobody calls them.
    [Fact]
    public async Task Who_gave_only_an_address_is_told_of_no_number() => Assert.DoesNotContain(
        "505-336-0299", await HtmlAsync("thanks-consultation-by-email", "en"), StringComparison.Ordinal);

    private static Task<IHtmlDocument> RenderAsync(string name) => RenderAsync(name, "en");

    private static async Task<IHtmlDocument> RenderAsync(string name, string language) =>
        Rendering.Parse(await HtmlAsync(name, language));

    private static async Task<string> HtmlAsync(string name, string language) =>
        (await PageSamples.RenderAsync(name, language)).Html;

    private static IEnumerable<string?> PhonesIn(IElement part) =>
        part.QuerySelectorAll("a[href^='tel:']").Select(link => link.GetAttribute("href"));

    private static IEnumerable<IElement?> DescriptionsOf(IElement control) =>
        control.GetAttribute("aria-describedby")!.Split(' ').Select(control.Owner!.GetElementById);
}
