using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <summary>A visitor of a website, what their browser posted and what it complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private const int PatienceMs = 15_000;
    private const string Outcomes = ".w-form-done:visible, .w-form-fail:visible, .bluesky-problem:visible";

    // In either of a form's two encodings.
    private static readonly Regex IdIn = new("(?<=[?&]_id=|name=\"_id\"\r\n\r\n)[0-9a-f-]+");

    private readonly IBrowserContext context;
    private readonly bool javaScript;
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly ConcurrentQueue<string> posts = new();

    private Visit(IBrowserContext context, IPage page, bool javaScript)
    {
        this.context = context;
        this.javaScript = javaScript;
        Page = page;
        page.Console += (_, message) => Keep(message.Type is "error" or "warning", message.Text);
        page.PageError += (_, error) => Keep(true, error);
        page.Request += (_, request) => KeepPost(request);
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings in the console, and scripts that failed.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>The bodies that were posted, in order.</summary>
    public IReadOnlyCollection<string> Posts => posts;

    /// <summary>The <c>_id</c> of each post.</summary>
    public IEnumerable<string> Ids => posts.Select(post => IdIn.Match(post).Value);

    public static async Task<Visit> StartAsync(IBrowser browser, bool javaScript, int width)
    {
        var context = await browser.NewContextAsync(new()
        {
            JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = 800 },
        });
        context.SetDefaultTimeout(PatienceMs);
        return new Visit(context, await context.NewPageAsync(), javaScript);
    }

    /// <summary>The form that posts to this address, on the website as on the page for a refused post.</summary>
    public ILocator Form(string form) => Page.Locator($"form[action$='/{form}']");

    /// <summary>Submits, and waits for what follows: what forms.js shows, or without JavaScript another page.</summary>
    public async Task SubmitAsync(string form)
    {
        var before = Page.Url;
        await SubmitButton(form).ClickAsync();
        if (javaScript)
        {
            await Page.Locator(Outcomes).First.WaitForAsync();
            return;
        }

        await Page.WaitForURLAsync(url => url != before, new() { WaitUntil = WaitUntilState.Commit });
        await Page.Locator("h1").WaitForAsync();
    }

    public ILocator SubmitButton(string form) => Form(form).Locator("[type=submit]");

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private void KeepPost(IRequest request)
    {
        if (request.Method == "POST")
        {
            posts.Enqueue(request.PostData ?? "");
        }
    }

    private void Keep(bool isComplaint, string text)
    {
        if (isComplaint)
        {
            complaints.Enqueue(text);
        }
    }
}
