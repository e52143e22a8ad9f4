using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Staff;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The sign-in of the front desk, in a browser with cookies.</summary>
internal static class StaffExchanges
{
    private const string Page = "text/html";
    private const string SignIn = "/staff/sign-in";
    private const string Code = "/staff/code";
    private const string SignOut = "/staff/sign-out";

    public static IEnumerable<Exchange> All =>
    [
        Of($"GET {SignIn}", 200, Page, (_, browser) => browser.GetAsync(SignIn)),
        Of($"GET {SignIn}", 303, "", SignedIn((_, browser) => browser.GetAsync(SignIn))),
        Of($"GET {SignIn}", 503, Page, SignedIn(Down((_, browser) => browser.GetAsync(SignIn)))),
        Of($"POST {SignIn}", 303, "", Asked((_, browser) => browser.SubmitAsync(SignIn, Address))),
        Of($"POST {SignIn}", 403, Page, (_, browser) => browser.SubmitAsync(SignIn, Address)),
        Of($"POST {SignIn}", 422, Page, Asked((_, browser) => browser.SubmitAsync(SignIn))),
        Of($"POST {SignIn}", 429, Page, Asked((_, browser) => browser.SubmitAsync(SignIn, Address)), postsPerMinute: 1),
        Of($"POST {SignIn}", 503, Page, Asked(Down((_, browser) => browser.SubmitAsync(SignIn, Address)))),
        Of($"GET {Code}", 200, Page, Asked((_, browser) => browser.GetAsync(Code))),
        Of($"GET {Code}", 303, "", (_, browser) => browser.GetAsync(Code)),
        Of($"GET {Code}", 503, Page, Asked(Down((_, browser) => browser.GetAsync(Code)))),
        Of($"POST {Code}", 303, "", Asked((_, browser) => browser.TypeAsync(browser.CodeTo(StaffBrowser.Rosa)))),
        Of($"POST {Code}", 403, Page, (_, browser) => browser.TypeAsync("12345678")),
        Of($"POST {Code}", 422, Page, Asked((_, browser) => browser.TypeAsync("not a code"))),
        Of($"POST {Code}", 503, Page, Asked(Down((_, browser) => browser.TypeAsync("12345678")))),
        Of($"POST {SignOut}", 303, "", SignedIn((_, browser) => browser.SubmitAsync(SignOut))),
        Of($"POST {SignOut}", 400, Page, SignedIn((_, browser) =>
            browser.SubmitAsync(SignOut, ("everywhere", new string('1', 70_000))))),
        Of($"POST {SignOut}", 403, Page, SignedIn((_, browser) => browser.PostAsync(SignOut, []))),
        Of($"POST {SignOut}", 503, Page, SignedIn(Down((_, browser) => browser.SubmitAsync(SignOut)))),
    ];

    private static (string, string) Address => ("email", StaffBrowser.Rosa);

    private static Step Asked(Step then) => async (app, browser) =>
    {
        await browser.AskAsync();
        return await then(app, browser);
    };

    private static Step SignedIn(Step then) => async (app, browser) =>
    {
        await browser.SignInAsync();
        await browser.GetAsync("/staff");
        return await then(app, browser);
    };

    private static Step Down(Step then) => (app, browser) =>
    {
        app.Externals.Sessions.IsDown = true;
        return then(app, browser);
    };

    private static Exchange Of(string operation, int status, string mediaType, Step send, int postsPerMinute = 30) =>
        new(new PromisedAnswer(operation, status, mediaType), "", async () =>
        {
            using var app = new TestApp(new(StaffBrowser.Settings) { ["Limits:PostsPerMinute"] = $"{postsPerMinute}" });
            var page = await send(app, new StaffBrowser(app));
            return new FormClient.Response(page.Status, page.Headers, page.Body);
        });

    private delegate Task<Subscriptions.Page> Step(TestApp app, StaffBrowser browser);
}
