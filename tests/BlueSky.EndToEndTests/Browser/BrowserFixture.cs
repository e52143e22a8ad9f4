using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>
/// One browser for all tests of a class; each visit is a new visitor with cookies and cache of their own.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // No sandbox: containers and root have none. The rest keeps it from calling home at each start.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-zygote",
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

    internal async Task<Visit> VisitAsync(Uri address, bool javaScript, int width = 1280) =>
        await Visit.StartAsync(browser!, address, javaScript, width);
}
