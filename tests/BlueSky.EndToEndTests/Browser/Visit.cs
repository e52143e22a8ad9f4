using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>A visitor on the demo website, and what their browser complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private const int PatienceMs = 15_000;

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = new();

    private Visit(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) => Keep(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Keep(true, error);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings in the console, and scripts that failed.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    public static async Task<Visit> StartAsync(IBrowser browser, Uri address, bool javaScript, int width)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout(PatienceMs);
        var visit = new Visit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync("/");
        return visit;
    }

    /// <summary>The form that posts to this address, on the website as on the page for a refused post.</summary>
    public ILocator Form(string form) => Page.Locator($"form[action$='/{form}']");

    /// <summary>Submits, and waits for the page that follows.</summary>
    public async Task SubmitAsync(string form)
    {
        var before = Page.Url;
        await SubmitButton(form).ClickAsync();
        await Page.WaitForURLAsync(url => url != before, new() { WaitUntil = WaitUntilState.Commit });
        await Page.Locator("h1").WaitForAsync();
    }

    public ILocator SubmitButton(string form) => Form(form).Locator("[type=submit]");

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void Keep(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            complaints.Enqueue(text);
        }
    }
}
