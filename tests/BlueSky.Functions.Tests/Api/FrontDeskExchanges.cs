using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The pages of the front desk, where one request waits. Rosa is no manager, Kim is one.</summary>
internal static class FrontDeskExchanges
{
    private const string Page = "text/html";
    private const string Csv = "text/csv";
    private const string List = "/staff";
    private const string Request = "/staff/requests/{id}";
    private const string Search = "/staff/search";
    private const string Export = "/staff/requests.csv";
    private const string CallList = "/staff/call-list";
    private const string Audit = "/staff/audit";
    private const string NoSession = "without a session";
    private const string Called = "do=called&version=0";

    public static IEnumerable<Exchange> All =>
    [
        .. Gets(List, Page), .. Gets(Request, Page), .. Gets(Search, Page), .. Gets(Export, Csv),
        .. Gets(CallList, Page), .. Gets(Audit, Page),
        .. Posts(Request), .. Posts(Search), .. Posts(Export),
        Of($"GET {Request}", 404, Page, "", async (desk, _) => await (await KimAsync(desk)).GetAsync(Unknown)),
        Of($"GET {Audit}", 403, Page, "", async (desk, _) => await (await RosaAsync(desk)).GetAsync(Audit)),
        Of($"POST {Search}", 200, Page, "", Posted(Search, ("q", "Lopez"))),
        Of($"POST {Export}", 200, Csv, "", Posted(Export, ("q", "Lopez"))),
        Of($"POST {Request}", 303, "", "saved", Changed("called")),
        Of($"POST {Request}", 303, "", "erased", async (desk, id) =>
            await (await KimAsync(desk)).DoAsync(id, "erase", ("confirm", id))),
        Of($"POST {Request}", 400, Page, "another action", Changed("dance")),
        Of($"POST {Request}", 403, Page, "managers", async (desk, id) =>
            await (await RosaAsync(desk)).DoAsync(id, "erase", ("confirm", id))),
        Of($"POST {Request}", 404, Page, "", Posted(Unknown, ("do", "called"), ("version", "0"))),
        Of($"POST {Request}", 409, Page, "changed since", async (desk, id) =>
        {
            await (await RosaAsync(desk)).DoAsync(id, "no-answer");
            return await Posted(Request, ("do", "called"), ("version", "0"))(desk, id);
        }),
        Of($"POST {Request}", 409, Page, "not in this state", Changed("undo")),
        Of($"POST {Request}", 422, Page, "a long note", Changed("note", ("note", new string('x', 5_001)))),
        Of($"POST {Request}", 422, Page, "not confirmed", Changed("erase")),
    ];

    private static string Unknown => Request.Replace("{id}", "BSK-2222-2222", StringComparison.Ordinal);

    private static IEnumerable<Exchange> Gets(string path, string mediaType) =>
    [
        Of($"GET {path}", 200, mediaType, "", async (desk, id) =>
            await (await KimAsync(desk)).GetAsync(At(path, id))),
        Of($"GET {path}", 303, "", "", (desk, id) => Stranger(desk).GetAsync(At(path, id))),
        Of($"GET {path}", 503, Page, "", async (desk, id) =>
        {
            var kim = await KimAsync(desk);
            // What cannot be recorded is not shown.
            desk.App.Externals.Audit.IsDown = true;
            return await kim.GetAsync(At(path, id));
        }),
    ];

    private static IEnumerable<Exchange> Posts(string path) =>
    [
        Of($"POST {path}", 303, "", NoSession, (desk, id) => Stranger(desk).SendAsync("POST", At(path, id), Called)),
        Of($"POST {path}", 400, Page, "a large body", Posted(path, ("note", new string('x', 70_000)))),
        Of($"POST {path}", 403, Page, "token", async (desk, id) =>
            await (await KimAsync(desk)).SendAsync("POST", At(path, id), Called)),
        Of($"POST {path}", 403, Page, "origin", async (desk, id) =>
        {
            var kim = await KimAsync(desk);
            var token = DeskVisitor.FieldIn(await kim.GetAsync(List), "csrf");
            return await kim.SendAsync(
                "POST", At(path, id), $"{Called}&csrf={token}", origin: "https://stranger.example");
        }),
        Of($"POST {path}", 503, Page, "", (desk, id) =>
        {
            desk.App.Submissions.IsDown = true;
            return Posted(path, ("do", "called"), ("version", "0"))(desk, id);
        }),
    ];

    private static Step Posted(string path, params (string Name, string Value)[] fields) => async (desk, id) =>
        await (await KimAsync(desk)).PostAsync(At(path, id), fields);

    private static Step Changed(string action, params (string Name, string Value)[] fields) => async (desk, id) =>
        await (await KimAsync(desk)).DoAsync(id, action, fields);

    private static Task<DeskVisitor> RosaAsync(DeskApp desk) => desk.SignInAsync(DeskApp.Rosa);

    private static Task<DeskVisitor> KimAsync(DeskApp desk) => desk.SignInAsync(DeskApp.Kim);

    private static DeskVisitor Stranger(DeskApp desk) => new(desk.App, cookie: "");

    private static string At(string path, string id) => path.Replace("{id}", id, StringComparison.Ordinal);

    private static Exchange Of(string operation, int status, string mediaType, string because, Step send) =>
        new(new PromisedAnswer(operation, status, mediaType), because, async () =>
        {
            using var desk = new DeskApp();
            return await send(desk, await desk.RequestAsync());
        });

    /// <param name="id">Of the request that waits.</param>
    private delegate Task<FormClient.Response> Step(DeskApp desk, string id);
}
