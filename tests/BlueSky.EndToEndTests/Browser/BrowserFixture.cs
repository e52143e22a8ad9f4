using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>
/// One browser for all tests of a class; each visit is a new visitor with cookies and cache of their own.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // No sandbox: containers and root have none. The last lets pages that no server served talk to this machine. The
    // rest keeps it from calling home at each start.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-zygote",
        "--disable-features=LocalNetworkAccessChecks",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        if (BrowserProgram.Missing is not null)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = await BrowserProgram.FindAsync(), Args = Arguments, Timeout = 60_000 });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }

    /// <summary>An empty page.</summary>
    internal Task<Visit> VisitBlankAsync() => Visit.StartAsync(browser!, javaScript: true, width: 390);

    /// <summary>The demo website of an app.</summary>
    internal async Task<Visit> VisitAsync(Uri app, bool javaScript, int width = 1280)
    {
        var visit = await Visit.StartAsync(browser!, javaScript, width);
        await visit.Page.GotoAsync(app.AbsoluteUri);
        return visit;
    }

    /// <summary>A page of <see cref="ClinicWebsite"/> whose forms post to an app.</summary>
    /// <param name="headers">What the website says with each of its files.</param>
    internal async Task<Visit> VisitAsync(
        Uri app, string page, bool javaScript = true, IReadOnlyDictionary<string, string>? headers = null)
    {
        var visit = await Visit.StartAsync(browser!, javaScript, width: 1280);
        await ClinicWebsite.ServeAsync(visit.Page.Context, app, headers);
        await visit.Page.GotoAsync(ClinicWebsite.Page(page).AbsoluteUri);
        return visit;
    }
}
