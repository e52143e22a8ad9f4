using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Tests.Spam;

/// <summary>Plays Cloudflare's siteverify with the answers that its documentation shows, chosen by the token.</summary>
internal sealed class Siteverify : IAsyncDisposable
{
    public const string Secret = "1x0000000000000000000000000000000AA";

    private readonly ConcurrentDictionary<string, int> uses = new();
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication app;

    private Siteverify(WebApplication app) => this.app = app;

    public Uri Url => new($"{app.Urls.Single()}/turnstile/v0/siteverify");

    /// <summary>Completes with the first question.</summary>
    public Task Asked => asked.Task;

    public int Questions => uses.Values.Sum();

    /// <summary>What else than the documented parameters was sent.</summary>
    public ConcurrentQueue<string> Surplus { get; } = [];

    public static async Task<Siteverify> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var siteverify = new Siteverify(app);
        app.MapPost("/turnstile/v0/siteverify", (Delegate)siteverify.AnswerAsync);
        await app.StartAsync();
        return siteverify;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        foreach (var key in form.Keys.Except(["secret", "response"]))
        {
            Surplus.Enqueue(key);
        }

        var token = form["response"].ToString();
        var use = uses.AddOrUpdate(token, 1, (_, count) => count + 1);
        asked.TrySetResult();
        if (form["secret"] != Secret)
        {
            return Failed("invalid-input-secret");
        }

        switch (token)
        {
            case "hanging":
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
                return Results.Empty;
            case "down":
                return Results.Content("<html>Bad gateway</html>", "text/html", statusCode: 502);
            case "broken":
                return Results.Json(new { message = "no such thing" });
            case "internal":
                return Failed("internal-error");
            case "without a code":
                return Results.Content("""{"success":false,"error-codes":null}""", "application/json");
            case "late":
                return Failed("timeout-or-duplicate");
            case "elsewhere":
                return Passed("evil.example", "");
            case "translated":
                return Passed("www-clinic-example.translate.goog", "");
            case "login":
                return Passed("www.clinic.example", "login");
            case "named":
                return Passed("www.clinic.example", "subscribe");
            case "silent":
                return Results.Json(new { success = true });
            case var good when good.StartsWith("good", StringComparison.Ordinal):
                return use == 1 ? Passed("www.clinic.example", "") : Failed("timeout-or-duplicate");
            default:
                return Failed("invalid-input-response");
        }
    }

    private static IResult Passed(string hostname, string action) => Results.Content(
        $$$"""
        {"success":true,"challenge_ts":"2022-02-28T15:14:30.096Z","hostname":"{{{hostname}}}","error-codes":[],
         "action":"{{{action}}}","cdata":"sessionid-123456789","metadata":{"ephemeral_id":"x:9f78e0ed210960d7693b167e"}}
        """,
        "application/json");

    private static IResult Failed(string code) =>
        Results.Content($$"""{"success":false,"error-codes":["{{code}}"],"messages":[]}""", "application/json");
}
