using BlueSky.Functions.News;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The pages of news, with one draft. Rosa is no manager, Kim is one.</summary>
internal static class NewsExchanges
{
    private const string Html = "text/html";
    private const string List = "/staff/news";
    private const string One = "/staff/news/{id}";
    private const string Id = "NEWS-23456789";

    public static IEnumerable<Exchange> All =>
    [
        .. Gets(List), .. Gets(One), .. Posts(List), .. Posts(One),
        Of($"GET {One}", 404, Html, "", (_, kim) => kim.GetAsync($"{List}/NEWS-99999999")),
        Of($"POST {List}", 303, "", "a draft", (_, kim) => kim.PostAsync(List)),
        Of($"POST {One}", 303, "", "saved", (_, kim) => DoAsync(kim, "save")),
        Of($"POST {One}", 303, "", "a test", (_, kim) => DoAsync(kim, "test")),
        Of($"POST {One}", 400, Html, "another action", (_, kim) => DoAsync(kim, "dance")),
        Of($"POST {One}", 400, Html, "a large body", (_, kim) =>
            kim.PostAsync(At(One), ("do", "save"), ("text", new string('x', 270_000)))),
        Of($"POST {One}", 404, Html, "", (_, kim) => kim.PostAsync($"{List}/NEWS-99999999", ("do", "stop"))),
        Of($"POST {One}", 409, Html, "changed since", (_, kim) => DoAsync(kim, "save", version: "7")),
        Of($"POST {One}", 422, Html, "no recipients", (_, kim) => DoAsync(kim, "send")),
    ];

    private static IEnumerable<Exchange> Gets(string path) =>
    [
        Of($"GET {path}", 200, Html, "", (_, kim) => kim.GetAsync(At(path))),
        Of($"GET {path}", 303, "", "", (desk, _) => Stranger(desk).GetAsync(At(path))),
        Of($"GET {path}", 403, Html, "managers", async (desk, _) =>
            await (await desk.SignInAsync(DeskApp.Rosa)).GetAsync(At(path))),
        Of($"GET {path}", 503, Html, "", (desk, kim) =>
        {
            desk.App.Externals.News.IsDown = true;
            return kim.GetAsync(At(path));
        }),
    ];

    private static IEnumerable<Exchange> Posts(string path) =>
    [
        Of($"POST {path}", 303, "", "without a session", (desk, _) =>
            Stranger(desk).SendAsync("POST", At(path), "do=stop")),
        Of($"POST {path}", 403, Html, "managers", async (desk, _) =>
            await (await desk.SignInAsync(DeskApp.Rosa)).PostAsync(At(path), ("do", "stop"))),
        Of($"POST {path}", 403, Html, "token", (_, kim) => kim.SendAsync("POST", At(path), "do=stop")),
        Of($"POST {path}", 503, Html, "", (desk, kim) =>
        {
            desk.App.Externals.News.IsDown = true;
            return kim.PostAsync(At(path), ("do", "stop"));
        }),
    ];

    private static Task<FormClient.Response> DoAsync(DeskVisitor kim, string action, string version = "0") =>
        kim.PostAsync(
            At(One), ("do", action), ("subject", "Hours"), ("text", "We are open."), ("version", version),
            ("count", "0"));

    private static string At(string path) => path.Replace("{id}", Id, StringComparison.Ordinal);

    private static DeskVisitor Stranger(DeskApp desk) => new(desk.App, cookie: "");

    private static Exchange Of(
        string operation, int status, string mediaType, string because,
        Func<DeskApp, DeskVisitor, Task<FormClient.Response>> send) =>
        new(new PromisedAnswer(operation, status, mediaType), because, async () =>
        {
            using var desk = new DeskApp();
            await desk.App.Externals.News.TrySaveAsync(
                new NewsItem
                {
                    Id = Id, Subject = "Hours", Text = "We are open.", By = DeskApp.Kim, ChangedAt = DeskApp.Noon,
                },
                default);
            return await send(desk, await desk.SignInAsync(DeskApp.Kim));
        });
}
