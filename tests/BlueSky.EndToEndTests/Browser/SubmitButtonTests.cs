using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>forms.js and what a button says of its own: where it posts, how, and for which form.</summary>
[Collection(nameof(WebsiteHost))]
public sealed class SubmitButtonTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private readonly LocalHost host = website.Host;

    [BrowserFact]
    public async Task A_button_that_posts_to_another_form_of_the_app_does_so()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);

        await PressAsync(visit, "Subscribe");

        await Expect(visit.Page.Locator(".bluesky-done").First).ToBeVisibleAsync();
        var row = Assert.Single(await host.Rows.OfAsync(address));
        Assert.Equal("subscribe", row.GetString("Form"));
        Assert.Equal("""{"message":"","place":"second button"}""", row.GetString("Fields"));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_form_of_another_site_is_taken_for_a_button_that_posts_to_the_app()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(Some.Address());

        await visit.Page.GetByLabel("Look for").FillAsync(address);
        await PressAsync(visit, "Get news of it");

        await Expect(visit.Page.Locator(".bluesky-done").Last).ToBeVisibleAsync();
        Assert.Equal("subscribe", Assert.Single(await host.Rows.OfAsync(address)).GetString("Form"));
        Assert.Equal(
            "https://elsewhere.example/search",
            await visit.Page.Locator("form").Last.GetAttributeAsync("action"));
    }

    [BrowserFact]
    public async Task A_button_that_posts_elsewhere_is_the_browsers()
    {
        await using var visit = await OpenAsync(Some.Address());

        await PressAsync(visit, "Look around");
        await visit.Page.WaitForURLAsync(
            "http://localhost:8123/welcome.html?name=*", new() { WaitUntil = WaitUntilState.Commit });

        Assert.Empty(visit.Posts);
    }

    [BrowserFact]
    public async Task A_button_that_closes_the_dialog_posts_nothing()
    {
        await using var visit = await OpenAsync(Some.Address());

        await PressAsync(visit, "Cancel");

        await Expect(visit.Page.Locator("dialog")).ToBeHiddenAsync();
        Assert.Empty(visit.Posts);
    }

    [BrowserFact]
    public async Task A_button_outside_the_form_that_skips_the_browsers_checks_gets_the_apps()
    {
        await using var visit = await OpenAsync(Some.Address(), name: "");

        await PressAsync(visit, "Request without checks");

        await Expect(visit.Page.GetByLabel("Name")).ToBeFocusedAsync();
        await Expect(visit.Page.Locator(".bluesky-problem")).ToBeVisibleAsync();
        Assert.Single(visit.Posts);
    }

    private static Task PressAsync(Visit visit, string button) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task<Visit> OpenAsync(string address, string name = "Zoë")
    {
        var visit = await browser.VisitAsync(host.Address, "buttons");
        await visit.Page.GetByLabel("Name").FillAsync(name);
        await visit.Page.GetByLabel("Email").FillAsync(address);
        return visit;
    }
}
