using BlueSky.EndToEndTests.Browser;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Look;

/// <summary>One page of a browser for all that is looked at: what each shows comes from its HTML alone.</summary>
public sealed class LookPage : IAsyncLifetime
{
    private readonly BrowserFixture browser = new();
    private Visit? visit;

    public async Task InitializeAsync()
    {
        await browser.InitializeAsync();
        visit = BrowserProgram.Missing is null ? await browser.VisitBlankAsync() : null;
    }

    public async Task DisposeAsync()
    {
        if (visit is not null)
        {
            await visit.DisposeAsync();
        }

        await browser.DisposeAsync();
    }

    internal async Task<IPage> ShowAsync(string html)
    {
        var page = visit!.Page;
        await page.UnrouteAllAsync();
        await page.RouteAsync("**/*", route => route.AbortAsync());
        await page.SetContentAsync(html);
        return page;
    }
}
