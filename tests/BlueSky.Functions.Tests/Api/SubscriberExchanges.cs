using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The pages of subscribers and resources, with one subscriber. Rosa is no manager, Kim is one.</summary>
internal static class SubscriberExchanges
{
    private const string Html = "text/html";
    private const string Csv = "text/csv";
    private const string List = "/staff/subscribers";
    private const string One = "/staff/subscribers/{key}";
    private const string Export = "/staff/subscribers.csv";
    private const string Resources = "/staff/resources";

    private static readonly string Unknown = new('0', 64);

    public static IEnumerable<Exchange> All =>
    [
        .. Gets(List, Html), .. Gets(One, Html), .. Gets(Export, Csv), .. Gets(Resources, Html),
        .. Posts(List), .. Posts(One), .. Posts(Resources),
        Of($"GET {One}", 404, Html, "", (_, kim, _) => kim.GetAsync($"{List}/{Unknown}")),
        Of($"POST {List}", 200, Html, "", (_, kim, _) => kim.PostAsync(List, ("q", "ada@example.org"))),
        Of($"POST {One}", 303, "", "unsubscribed", (_, kim, key) =>
            kim.PostAsync($"{List}/{key}", ("do", "unsubscribe"))),
        Of($"POST {One}", 303, "", "erased", (_, kim, key) =>
            kim.PostAsync($"{List}/{key}", ("do", "erase"), ("confirm", "1"))),
        Of($"POST {One}", 400, Html, "another action", (_, kim, key) =>
            kim.PostAsync($"{List}/{key}", ("do", "dance"))),
        Of($"POST {One}", 404, Html, "", (_, kim, _) =>
            kim.PostAsync($"{List}/{Unknown}", ("do", "unsubscribe"))),
        Of($"POST {One}", 422, Html, "not confirmed", (_, kim, key) =>
            kim.PostAsync($"{List}/{key}", ("do", "erase"))),
        Of($"POST {Resources}", 303, "", "saved", (_, kim, _) => SaveAsync(kim, "0", "https://www.clinic.example/a")),
        Of($"POST {Resources}", 409, Html, "changed since", (_, kim, _) =>
            SaveAsync(kim, "7", "https://www.clinic.example/a")),
        Of($"POST {Resources}", 422, Html, "no link", (_, kim, _) => SaveAsync(kim, "0", "guide")),
    ];

    private static IEnumerable<Exchange> Gets(string path, string mediaType) =>
    [
        Of($"GET {path}", 200, mediaType, "", (_, kim, key) => kim.GetAsync(At(path, key))),
        Of($"GET {path}", 303, "", "", (desk, _, key) => Stranger(desk).GetAsync(At(path, key))),
        Of($"GET {path}", 403, Html, "managers", async (desk, _, key) =>
            await (await desk.SignInAsync(DeskApp.Rosa)).GetAsync(At(path, key))),
        Of($"GET {path}", 503, Html, "", (desk, kim, key) =>
        {
            desk.App.Externals.Resources.IsDown = true;
            // What cannot be recorded is not shown.
            desk.App.Externals.Audit.IsDown = true;
            return kim.GetAsync(At(path, key));
        }),
    ];

    private static IEnumerable<Exchange> Posts(string path) =>
    [
        Of($"POST {path}", 303, "", "without a session", (desk, _, key) =>
            Stranger(desk).SendAsync("POST", At(path, key), "do=unsubscribe")),
        Of($"POST {path}", 400, Html, "a large body", (_, kim, key) =>
            kim.PostAsync(At(path, key), ("q", new string('x', 70_000)))),
        Of($"POST {path}", 403, Html, "managers", async (desk, _, key) =>
            await (await desk.SignInAsync(DeskApp.Rosa)).PostAsync(At(path, key), ("do", "unsubscribe"))),
        Of($"POST {path}", 403, Html, "token", (_, kim, key) =>
            kim.SendAsync("POST", At(path, key), "do=unsubscribe")),
        Of($"POST {path}", 503, Html, "", (desk, kim, key) =>
        {
            desk.App.Externals.Subscribers.IsDown = true;
            desk.App.Externals.Resources.IsDown = true;
            desk.App.Recipients.IsDown = true;
            return kim.PostAsync(At(path, key), ("do", "unsubscribe"));
        }),
    ];

    private static Task<FormClient.Response> SaveAsync(DeskVisitor kim, string version, string url) => kim.PostAsync(
        Resources, ("title", "A guide"), ("url", url), ("summary", ""), ("language", "en"), ("version", version),
        ("anyway", "1"));

    private static string At(string path, string key) => path.Replace("{key}", key, StringComparison.Ordinal);

    private static DeskVisitor Stranger(DeskApp desk) => new(desk.App, cookie: "");

    private static Exchange Of(
        string operation, int status, string mediaType, string because,
        Func<DeskApp, DeskVisitor, string, Task<FormClient.Response>> send) =>
        new(new PromisedAnswer(operation, status, mediaType), because, async () =>
        {
            using var desk = new DeskApp();
            var subscriber = await desk.App.Get<RecipientBook>().ChangeAsync(
                EmailAddress.TryParse("ada@example.org")!,
                current => current with
                {
                    Email = "ada@example.org", State = SubscriptionState.Confirmed, ConfirmedAt = DeskApp.Noon,
                },
                default);
            return await send(desk, await desk.SignInAsync(DeskApp.Kim), subscriber.Key);
        });
}
