using System.Text.Json;
using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;

namespace BlueSky.Tool.Doctor;

/// <summary>Whether the app answers at its address, which build it is, and whether websites may post.</summary>
/// <param name="commit">The build that is expected: a commit or its beginning; null for any.</param>
internal sealed class AppCheck(Web web, SiteSettings site, string? commit)
{
    private const int ShortestCommit = 7;

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken stop)
    {
        var health = await CheckHealthAsync(stop);
        return health.Verdict == Verdict.Ok ? [health, .. await CheckOriginsAsync(stop)] : [health];
    }

    private async Task<Finding> CheckHealthAsync(CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Endpoint("api/health"));
        var answer = await web.AskAsync(request, readBody: true, stop);
        var shown = LinksCheck.Shown(request.RequestUri!);
        if (answer.Status != 200)
        {
            return Finding.Wrong(
                $"app: {shown} {answer.Failure}.",
                "Is the app deployed, and Site:BaseUrl its address? docs/runbook.md says more under not-running.");
        }

        return VersionIn(answer.Body) is not { } version
            ? Finding.Wrong($"app: {shown} is not this app.", "Set Site:BaseUrl to the app's address.")
            : commit is not null && !IsSame(version, commit)
                ? Finding.Wrong(
                    $"app: {shown} runs the build {version}, not {commit}.", "Deploy again: azd deploy")
                : Finding.Ok($"app: {shown} answers, build {version}");
    }

    private async Task<IReadOnlyList<Finding>> CheckOriginsAsync(CancellationToken stop)
    {
        var origins = site.AllowedOrigins.Order(StringComparer.Ordinal).ToList();
        var wrong = new List<Finding>();
        foreach (var origin in origins)
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, Endpoint("api/consultation"));
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            var answer = await web.AskAsync(request, readBody: false, stop);
            if (answer.Status != 204 || answer.AllowedOrigin != origin)
            {
                wrong.Add(Finding.Wrong(
                    $"app: {origin} may not post: its preflight {answer.Failure}.",
                    "Does the app run with these settings? azd provision sets them, a restart reads them."));
            }
        }

        return wrong.Count > 0 ? wrong : [Finding.Ok($"app: forms may be posted from {string.Join(", ", origins)}")];
    }

    private Uri Endpoint(string path) => new($"{site.BaseUrl.AbsoluteUri.TrimEnd('/')}/{path}");

    private static string? VersionIn(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Text("status") == "ok" ? json.RootElement.Text("version") : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsSame(string one, string other) =>
        one == other
        || (Math.Min(one.Length, other.Length) >= ShortestCommit
            && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal)));
}
