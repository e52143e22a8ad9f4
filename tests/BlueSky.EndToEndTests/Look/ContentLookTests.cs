using BlueSky.Content.Tests.Mails;
using BlueSky.Content.Tests.Pages;
using BlueSky.Content.Tests.Staff;
using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Browser.Accessibility;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Look;

/// <summary>
/// Each email and each page for visitors, as the content's own tests approve it, in a browser: nothing that axe-core
/// finds, and no sideways scrolling on a small phone.
/// </summary>
public sealed class ContentLookTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    // What a page needs beyond an email: an email stands inside the page of an email program.
    private const string Emails = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";

    // Links within a sentence or a table may be lower, and the paper shows an email. The label of a box is part of its
    // target.
    private const string SmallTargets = """
        [...document.querySelectorAll(
            'button, input:not([type=hidden], [type=checkbox], [type=radio]), textarea, nav a, .up a, a.button')]
          .filter(target => target.getBoundingClientRect().height < 44)
          .map(target => target.outerHTML)
        """;

    public static TheoryData<string> MailNames => [.. MailSamples.Names];

    [BrowserTheory]
    [MemberData(nameof(MailNames))]
    public async Task An_email_can_be_read_on_each_screen(string name)
    {
        var mail = await MailSamples.RenderAsync(name);

        await using var visit = await ShowAsync(mail.Html);

        await AssertReadableAsync(visit.Page, Emails);
        await LookImages.TakeAsync(visit.Page, "emails", name);
    }

    [BrowserTheory]
    [MemberData(nameof(SubscriberPageTests.Names), MemberType = typeof(SubscriberPageTests))]
    public async Task A_page_about_subscribers_can_be_read_and_used_on_each_screen(string name)
    {
        await using var visit = await ShowAsync(await StaffRendering.HtmlAsync(name));

        await AssertReadableAsync(visit.Page, "{}");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(SmallTargets));
        await LookImages.TakeAsync(visit.Page, "staff", name);
    }

    [BrowserTheory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task A_page_can_be_read_on_each_screen(string name, string language)
    {
        var page = await PageSamples.RenderAsync(name, language);

        await using var visit = await ShowAsync(page.Html);

        await AssertReadableAsync(visit.Page, "{}");
        await LookImages.TakeAsync(visit.Page, "pages", $"{name}.{language}");
    }

    [BrowserTheory]
    [MemberData(nameof(NewsPageTests.Names), MemberType = typeof(NewsPageTests))]
    public async Task A_page_of_news_can_be_read_and_used_on_each_screen(string name)
    {
        await using var visit = await ShowAsync(await StaffRendering.HtmlAsync(name));

        await AssertReadableAsync(visit.Page, "{}");
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(SmallTargets));
        await LookImages.TakeAsync(visit.Page, "staff", name);
    }

    private async Task<Visit> ShowAsync(string html)
    {
        var visit = await browser.VisitBlankAsync();
        // What is shown comes from the html alone.
        await visit.Page.RouteAsync("**/*", route => route.AbortAsync());
        await visit.Page.SetContentAsync(html);
        return visit;
    }

    private static async Task AssertReadableAsync(IPage page, string rules)
    {
        Assert.Empty(await Axe.ViolationsAsync(page, rules: rules));
        await page.SetViewportSizeAsync(320, 640);
        Assert.Equal(0, await page.OverflowAsync());
    }
}
