using System.Globalization;
using System.Text.Json;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Spam;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Reads information about the sender of a request: its headers, <c>_loadedAt</c>, and the session data of Formspree's
/// client libraries. All of it is optional and client-supplied, and only adds spam points.
/// </summary>
internal sealed class PostSourceReader(TimeProvider clock)
{
    private const int MaxSessionLength = 2_000;

    public PostSource Read(HttpRequest request, ControlFields control, string network)
    {
        var session = SessionOf(request);
        return new PostSource(
            network,
            SinceShown(control.LoadedAt) ?? SinceShown(session?.LoadedAt),
            session?.IsAutomated ?? false,
            IsBrowser(request.Headers));
    }

    // Old browsers send no Sec-Fetch headers, and some privacy browsers no language.
    private static bool IsBrowser(IHeaderDictionary headers) =>
        headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal)
        && (headers.AcceptLanguage.Count > 0 || headers.ContainsKey("Sec-Fetch-Mode"));

    // Uses the visitor's clock; null when that is ahead of ours.
    private TimeSpan? SinceShown(string? milliseconds)
    {
        var elapsed = double.TryParse(milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var shownAt)
            ? clock.GetUtcNow().ToUnixTimeMilliseconds() - shownAt
            : -1;
        return elapsed is >= 0 and < 86_400_000 ? TimeSpan.FromMilliseconds(elapsed) : null;
    }

    private static Session? SessionOf(HttpRequest request)
    {
        var header = request.Headers["Formspree-Session-Data"].ToString();
        if (header.Length is 0 or > MaxSessionLength)
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(Convert.FromBase64String(header));
            return json.RootElement.ValueKind != JsonValueKind.Object ? null : new Session(
                json.RootElement.TryGetProperty("loadedAt", out var loadedAt) ? loadedAt.GetRawText().Trim('"') : null,
                json.RootElement.TryGetProperty("webdriver", out var driver) && driver.ValueKind == JsonValueKind.True);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private sealed record Session(string? LoadedAt, bool IsAutomated);
}
