using BlueSky.Functions.Recipients;
using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.Subscriptions;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The links in emails, followed by the subscriber who got them.</summary>
internal static class LinkExchanges
{
    private const string Page = "text/html";

    private static readonly Dictionary<string, string?> OnePostAMinute = new() { ["Limits:PostsPerMinute"] = "1" };

    // Without any, no email links to them.
    private static readonly Dictionary<string, string?> Resources = new()
    {
        ["Subscriptions:Resources:0:Title"] = "First steps",
        ["Subscriptions:Resources:0:Url"] = "https://www.clinic.example/first-steps",
    };

    public static IEnumerable<Exchange> All =>
    [
        .. new[] { "confirm", "not-me", "unsubscribe", "resources" }.SelectMany(kind => Every("GET", kind)),
        .. new[] { "confirm", "not-me", "unsubscribe" }.SelectMany(kind => Every("POST", kind)),
        Followed("GET", "confirm", 410, before: Expires),
        Followed("POST", "confirm", 410, before: Expires),
        Followed("GET", "not-me", 410, before: Expires),
        Followed("POST", "not-me", 410, before: Expires),
        Followed("POST", "unsubscribe", 410, fields: "undo=1", before: IsSuppressed),
        Followed("GET", "confirm", 503, before: StorageFails),
        Followed("POST", "confirm", 503, before: StorageFails),
        Followed("POST", "not-me", 503, before: StorageFails),
        Followed("POST", "unsubscribe", 503, before: StorageFails),
        Exchange.Of(200, Page, new ApiRequest("GET", "/api/thanks"), "without a token"),
        Exchange.Of(200, Page, new ApiRequest("GET", "/api/unsubscribe"), "without a token"),
        Exchange.Of(200, Page, Asks("ada%40example.org"), "without a token"),
        Exchange.Of(422, Page, Asks("ada"), "without a token"),
        Exchange.Of(429, Page, Asks("ada%40example.org"), "without a token", settings: OnePostAMinute, times: 2),
        Exchange.Of(
            503, Page, Asks("ada%40example.org"), "without a token", app => app.Submissions.IsDown = true),
    ];

    private static IEnumerable<Exchange> Every(string method, string kind)
    {
        var wrong = new ApiRequest(method, $"/api/{kind}?t=wrong");
        return
        [
            Followed(method, kind, 200),
            Exchange.Of(400, Page, wrong),
            Exchange.Of(429, Page, wrong, settings: OnePostAMinute, times: 2),
        ];
    }

    private static Exchange Followed(
        string method, string kind, int status, string? fields = null, Action<TestApp>? before = null) =>
        new(
            new PromisedAnswer($"{method} /api/{kind}", status, Page), "",
            () => FollowAsync(method, kind, fields, before));

    private static async Task<FormClient.Response> FollowAsync(
        string method, string kind, string? fields, Action<TestApp>? before)
    {
        using var app = new TestApp(Resources);
        var ada = new Subscriber(app);
        await ada.AskAsync();
        if (kind is not ("confirm" or "not-me"))
        {
            await ada.ConfirmAsync();
        }

        before?.Invoke(app);
        var link = ada.Link(kind).PathAndQuery;
        var request = fields is null ? new ApiRequest(method, link) : ApiRequest.Form(link, fields);
        return await request.SendAsync(app);
    }

    private static ApiRequest Asks(string email) => ApiRequest.Form("/api/unsubscribe", $"email={email}");

    private static void Expires(TestApp app) => app.Clock.Advance(TimeSpan.FromDays(8));

    private static void IsSuppressed(TestApp app) =>
        app.Recipients.Put(app.Recipients.Single with { State = SubscriptionState.Suppressed });

    private static void StorageFails(TestApp app) => app.Recipients.IsDown = true;
}
