using BlueSky.Functions.Tests.Component;
using BlueSky.Functions.Tests.FrontDesk;

namespace BlueSky.Functions.Tests.Api;

/// <summary>The page of imports. Rosa is no manager, Kim is one.</summary>
internal static class ImportExchanges
{
    private const string Html = "text/html";
    private const string Path = "/staff/subscribers/import";
    private const string Unknown = "IMP-2222-2222";

    private static readonly (string Name, string Value)[] Choice =
        [("source", "Paper list"), ("asked", "1"), ("confirm", "already")];

    public static IEnumerable<Exchange> All =>
    [
        Of("GET", 200, Html, "the form", (_, kim) => kim.GetAsync(Path)),
        Of("GET", 200, Html, "a preview", async (_, kim) => await kim.GetAsync(await UploadedAsync(kim))),
        Of("GET", 303, "", "without a session", (desk, _) => Stranger(desk).GetAsync(Path)),
        Of("GET", 403, Html, "managers", async (desk, _) =>
            await (await desk.SignInAsync(DeskApp.Rosa)).GetAsync(Path)),
        Of("GET", 404, Html, "", (_, kim) => kim.GetAsync($"{Path}?import={Unknown}")),
        Of("GET", 503, Html, "", (desk, kim) =>
        {
            desk.App.Externals.Imports.IsDown = true;
            return kim.GetAsync($"{Path}?import={Unknown}");
        }),
        Of("POST", 303, "", "uploaded", (_, kim) => kim.UploadAsync(Path, "ada@example.org")),
        Of("POST", 303, "", "started", async (_, kim) => await StartAsync(kim, await UploadedAsync(kim), Choice)),
        Of("POST", 303, "", "without a session", (desk, _) =>
            Stranger(desk).UploadAsync(Path, "ada@example.org", token: "x")),
        Of("POST", 400, Html, "malformed", (_, kim) =>
            kim.SendAsync("POST", Path, "--b\r\nno header", contentType: "multipart/form-data; boundary=b")),
        Of("POST", 403, Html, "managers", async (desk, _) =>
            await (await desk.SignInAsync(DeskApp.Rosa)).UploadAsync(Path, "ada@example.org")),
        Of("POST", 403, Html, "token", (_, kim) => kim.UploadAsync(Path, "ada@example.org", token: "x")),
        Of("POST", 403, Html, "origin", (_, kim) =>
            kim.UploadAsync(Path, "ada@example.org", origin: "https://stranger.example")),
        Of("POST", 404, Html, "", (_, kim) => kim.PostAsync(Path, [.. Choice, ("import", Unknown)])),
        Of("POST", 413, Html, "", (_, kim) => kim.UploadAsync(Path, new string('x', 33 * 1024 * 1024))),
        Of("POST", 422, Html, "no addresses", (_, kim) => kim.UploadAsync(Path, "Name\nAda")),
        Of("POST", 422, Html, "incomplete", async (_, kim) => await StartAsync(kim, await UploadedAsync(kim), Choice[..2])),
        Of("POST", 503, Html, "", (desk, kim) =>
        {
            desk.App.Externals.Imports.IsDown = true;
            return kim.UploadAsync(Path, "ada@example.org");
        }),
    ];

    /// <returns>The address of the preview.</returns>
    private static async Task<string> UploadedAsync(DeskVisitor kim) =>
        (await kim.UploadAsync(Path, "ada@example.org\nnobody\n")).Headers.Location.ToString();

    private static Task<FormClient.Response> StartAsync(
        DeskVisitor kim, string preview, IEnumerable<(string Name, string Value)> choice) =>
        kim.PostAsync(Path, [.. choice, ("import", preview.Split('=')[1])]);

    private static DeskVisitor Stranger(DeskApp desk) => new(desk.App, cookie: "");

    private static Exchange Of(
        string method, int status, string mediaType, string because,
        Func<DeskApp, DeskVisitor, Task<FormClient.Response>> send) =>
        new(new PromisedAnswer($"{method} {Path}", status, mediaType), because, async () =>
        {
            using var desk = new DeskApp();
            return await send(desk, await desk.SignInAsync(DeskApp.Kim));
        });
}
