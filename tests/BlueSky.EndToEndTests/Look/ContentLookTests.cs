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
public sealed class ContentLookTests(LookPage look) : IClassFixture<LookPage>
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

        var page = await look.ShowAsync(mail.Html);

        await AssertReadableAsync(page, Emails);
        await LookImages.TakeAsync(page, "emails", name);
    }

    [BrowserTheory]
    [MemberData(nameof(SubscriberPageTests.Names), MemberType = typeof(SubscriberPageTests))]
    [MemberData(nameof(NewsPageTests.Names), MemberType = typeof(NewsPageTests))]
    public async Task A_page_for_managers_can_be_read_and_used_on_each_screen(string name)
    {
        var page = await look.ShowAsync(await StaffRendering.HtmlAsync(name));

        await AssertReadableAsync(page, "{}");
        Assert.Empty(await page.EvaluateAsync<string[]>(SmallTargets));
        await LookImages.TakeAsync(page, "staff", name);
    }

    [BrowserTheory]
    [MemberData(nameof(PageSamples.Cases), MemberType = typeof(PageSamples))]
    public async Task A_page_can_be_read_on_each_screen(string name, string language)
    {
        var sample = await PageSamples.RenderAsync(name, language);

        var page = await look.ShowAsync(sample.Html);

        await AssertReadableAsync(page, "{}");
        await LookImages.TakeAsync(page, "pages", $"{name}.{language}");
    }

    [BrowserFact]
    public async Task What_is_pale_or_too_wide_is_found_where_another_page_was_shown_before()
    {
        await look.ShowAsync((await MailSamples.RenderAsync(MailSamples.Names[0])).Html);

        var page = await look.ShowAsync("""
            <!DOCTYPE html><html lang="en"><title>Pale</title>
            <main><h1>Pale</h1><p style="width: 500px; color: #ccc; background: #fff">Pale</p></main></html>
            """);

        Assert.Equal(
            ["phone, Dark: color-contrast: <p", "desktop, Light: color-contrast: <p"],
            (await Axe.ViolationsAsync(page)).Select(violation => violation.Split(" style")[0]));
        await page.SetViewportSizeAsync(320, 640);
        Assert.Equal(188, await page.OverflowAsync());
    }

    private static async Task AssertReadableAsync(IPage page, string rules)
    {
        Assert.Empty(await Axe.ViolationsAsync(page, rules: rules));
        await page.SetViewportSizeAsync(320, 640);
        Assert.Equal(0, await page.OverflowAsync());
    }
}
