using BlueSky.EndToEndTests.Hosting;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>axe-core finds no violation on the demo website, whatever state its form is in.</summary>
[Collection(nameof(WebsiteAccessibility))]
public sealed class DemoWebsiteAccessibilityTests(WebsiteHost website, BrowserFixture browser)
    : IClassFixture<BrowserFixture>
{
    private const string Endpoint = "**/api/consultation";

    private static readonly Screen SmallPhone = Screen.Narrow[0];
    private static readonly Screen Desktop = Screen.All[1];

    [BrowserTheory]
    [InlineData("/")]
    [InlineData("/es/")]
    [InlineData("/no-such-page")]
    [InlineData("/resources/first-appointment.html")]
    [InlineData("/resources/keeping-notes.html")]
    [InlineData("/resources/questions-to-ask.html")]
    public async Task A_page_of_the_website_has_no_violation(string path)
    {
        await using var visit = await browser.VisitAsync(new Uri(website.Host.Address, path), javaScript: true);

        Assert.Empty(await Axe.ViolationsAsync(visit.Page, [SmallPhone, Desktop]));
        await visit.Page.SetViewportSizeAsync(SmallPhone.Width, SmallPhone.Height);
        Assert.Equal(0, await visit.Page.OverflowAsync());
    }

    [BrowserFact]
    public async Task A_form_that_waits_for_its_answer_has_no_violation()
    {
        await using var visit = await OpenAsync();
        await visit.Page.RouteAsync(Endpoint, _ => Task.CompletedTask);

        await visit.SubmitButton("consultation").ClickAsync();

        await Expect(visit.SubmitButton("consultation")).ToHaveValueAsync("Sending…");
        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
        await GuideImages.TakeAsync(visit.SubmitButton("consultation"), "waiting");
    }

    [BrowserFact]
    public async Task A_problem_at_a_field_has_no_violation()
    {
        await using var visit = await OpenAsync(phone: "12345");

        await visit.SubmitAsync("consultation");

        await Expect(visit.Page.Locator(".bluesky-problem")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
        await GuideImages.TakeAsync(visit.Page.Locator(".bluesky-problem"), "field-error");
    }

    [BrowserFact]
    public async Task A_question_about_a_domain_has_no_violation()
    {
        await using var visit = await OpenAsync();
        var form = visit.Form("consultation");
        await form.GetByLabel("Email", new() { Exact = true }).FillAsync("zoe.ohara@gmial.com");

        await form.GetByLabel("Phone", new() { Exact = true }).FocusAsync();

        await Expect(visit.Page.Locator(".bluesky-hint")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
        await GuideImages.TakeAsync(visit.Page.Locator(".bluesky-hint"), "hint");
    }

    [BrowserFact]
    public async Task A_form_that_is_done_has_no_violation()
    {
        await using var visit = await OpenAsync();

        await visit.SubmitAsync("consultation");

        var done = visit.Page.Locator("#consultation .w-form-done");
        await Expect(done).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
        await GuideImages.TakeAsync(done, "done");
    }

    [BrowserFact]
    public async Task A_form_that_failed_has_no_violation()
    {
        await using var visit = await OpenAsync();
        // Longer than the script lets a visitor wait.
        await visit.Page.RouteAsync(Endpoint, route => route.FulfillAsync(
            new() { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "60" } }));

        await visit.SubmitAsync("consultation");

        var fail = visit.Page.Locator("#consultation .w-form-fail");
        await Expect(fail).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(visit.Page));
        await GuideImages.TakeAsync(fail, "failed");
    }

    [BrowserFact]
    public async Task What_is_hard_to_read_on_a_phone_at_night_is_found()
    {
        await using var visit = await OpenAsync();
        await visit.Page.AddStyleTagAsync(new()
        {
            Content = "@media (prefers-color-scheme: dark) and (max-width: 500px) { #resources h2 { color: #333 } }",
        });

        var violation = Assert.Single(await Axe.ViolationsAsync(visit.Page));

        Assert.StartsWith("phone, Dark: color-contrast: <h2 ", violation, StringComparison.Ordinal);
    }

    private async Task<Visit> OpenAsync(string phone = "(505) 336-0217")
    {
        var visit = await browser.VisitAsync(website.Host.Address, javaScript: true);
        var form = visit.Form("consultation");
        await form.GetByLabel("Your name").FillAsync("Zoë O'Hara");
        await form.GetByLabel("Email", new() { Exact = true }).FillAsync("zoe@example.org");
        await form.GetByLabel("Phone", new() { Exact = true }).FillAsync(phone);
        await form.GetByLabel("Message").FillAsync("After five, please.");
        return visit;
    }
}
