using BlueSky.EndToEndTests.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>
/// forms.js on a site that keeps fetch from getting through, though the app is there: the browser posts the form, under
/// the same <c>_id</c>.
/// </summary>
[Collection(nameof(FailingNetwork))]
public sealed class BlockedFetchTests(WebsiteHost website, BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private const string Endpoint = "**/api/consultation";
    private const string OwnConnections = "connect-src 'self'";
    // Playwright's clock stands still while a page is being left.
    private const string TimeFlies =
        "const real = setTimeout; window.setTimeout = (work, ms) => real(work, ms / 20); 0";
    private const string TwentySeconds = "new Promise(resolve => setTimeout(resolve, 20_000))";

    private readonly LocalHost host = website.Host;

    [BrowserTheory]
    [InlineData("throw new TypeError('not today')")]
    [InlineData("return Promise.reject(new TypeError('not today'))")]
    // A monitoring script that forgets to hand the answer on: it was stored by then.
    [InlineData("real(...all)")]
    [InlineData("return real(...all).then(answer => answer.text())")]
    [InlineData("return real(...all).then(answer => answer.text().then(() => answer))")]
    [InlineData("return real(all[0], { ...all[1], mode: 'no-cors' })")]
    public async Task A_site_that_wraps_fetch_and_breaks_it(string wrapper)
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(
            address, script: $$"""const real = fetch; window.fetch = (...all) => { {{wrapper}} }; 0""");

        await AssertThankedAsync(visit, address);
    }

    [BrowserTheory]
    [InlineData(OwnConnections)]
    [InlineData("default-src 'self'; script-src 'nonce-r4nd0m'")]
    public async Task A_site_whose_policy_lets_scripts_connect_to_itself_alone(string policy)
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address, new() { ["Content-Security-Policy"] = policy });

        await AssertThankedAsync(visit, address);

        Assert.Single(visit.Posts);
    }

    [BrowserFact]
    public async Task A_request_that_the_app_does_not_allow_scripts_to_make()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address);
        // As a browser does after a preflight that was refused.
        await visit.Page.RouteAsync(Endpoint, route =>
            route.Request.ResourceType == "fetch" ? route.AbortAsync() : route.ContinueAsync());

        await AssertThankedAsync(visit, address);

        Assert.Equal(3, visit.Posts.Count);
    }

    [BrowserFact]
    public async Task A_site_that_hides_its_address_does_not_hide_it_from_fetch()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address, new() { ["Referrer-Policy"] = "no-referrer" });

        await RequestButton(visit).ClickAsync();

        await Expect(visit.Page.Locator(".bluesky-done").First).ToBeVisibleAsync();
        Assert.Single(await host.Rows.OfAsync(address));
        Assert.Empty(visit.Complaints);
    }

    [BrowserFact]
    public async Task A_site_that_hides_its_address_and_whose_policy_leaves_the_post_to_the_browser()
    {
        var address = Some.Address();
        await using var visit = await OpenAsync(address, new()
        {
            ["Content-Security-Policy"] = OwnConnections,
            // The browser's own post then comes from the origin "null".
            ["Referrer-Policy"] = "no-referrer",
        });

        await AssertThankedAsync(visit, address);
    }

    [BrowserFact]
    public async Task A_site_that_does_not_let_the_browser_post_either_is_told_so()
    {
        await using var visit = await OpenStuckAsync();
        Assert.Equal("waiting, Zoë", await StateAsync(visit));

        await visit.Page.EvaluateAsync(TwentySeconds);

        Assert.Equal("failed, Zoë", await StateAsync(visit));
    }

    [BrowserFact]
    public async Task Who_comes_back_finds_the_form_as_it_was_left()
    {
        // The test's browser keeps no page that it has left. So it stays, to look at what would be kept of it.
        await using var visit = await OpenStuckAsync();

        await visit.Page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))");
        Assert.Equal("ready, Zoë", await StateAsync(visit));
        Assert.Equal(2, await visit.Page.Locator("form").CountAsync());

        await visit.Page.EvaluateAsync(TwentySeconds);
        Assert.Equal("ready, Zoë", await StateAsync(visit));
    }

    private static ILocator RequestButton(Visit visit) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = "Request", Exact = true });

    // To locators the browser is on its way to another page.
    private static Task<string> StateAsync(Visit visit) => visit.Page.EvaluateAsync<string>(
        """
        () => {
          const shown = document.querySelector('.bluesky-fail').style.display === 'block' ? 'failed' : 'ready';
          return `${document.querySelector('button').disabled ? 'waiting' : shown}, ${document.forms[0].name.value}`;
        }
        """);

    /// <summary>A page that may not be left by posting, from which the browser has just posted.</summary>
    private async Task<Visit> OpenStuckAsync()
    {
        var visit = await OpenAsync(
            Some.Address(), new() { ["Content-Security-Policy"] = $"{OwnConnections}; form-action 'self'" }, TimeFlies);
        await RequestButton(visit).ClickAsync();
        await Eventually.BecomesAsync(
            () => visit.Page.Locator("form").CountAsync(), count => count == 3, "the browser posts");
        return visit;
    }

    private async Task AssertThankedAsync(Visit visit, string address)
    {
        await RequestButton(visit).DblClickAsync();
        await visit.Page.WaitForURLAsync("**/api/thanks*", new() { WaitUntil = WaitUntilState.Commit });

        var row = Assert.Single(await host.Rows.OfAsync(address));
        Assert.Equal("After five, please.\r\nThanks — Zoë", row.GetString("Message"));
        Assert.Equal("""{"submit":"request"}""", row.GetString("Fields"));
        // To the byte, whoever posted it.
        Assert.Single(visit.Posts.Distinct());
        Assert.Contains("&_id=", visit.Posts.First(), StringComparison.Ordinal);
    }

    private async Task<Visit> OpenAsync(
        string address, Dictionary<string, string>? headers = null, string script = "")
    {
        var visit = await browser.VisitAsync(host.Address, "buttons", headers: headers);
        await visit.Page.EvaluateAsync(script);
        await visit.Page.GetByLabel("Name").FillAsync("Zoë");
        await visit.Page.GetByLabel("Email").FillAsync(address);
        await visit.Page.GetByLabel("Message").FillAsync("After five, please.\nThanks — Zoë");
        return visit;
    }
}
