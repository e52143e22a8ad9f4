using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// The headers that a cross-origin post may have: all that its browser asks for. Monitoring scripts add headers to all
/// requests (<c>traceparent</c>, <c>baggage</c>), and a post must not fail because of a header that the app ignores.
/// </summary>
internal static class RequestHeaders
{
    private const string Default = "Content-Type, Accept, X-Requested-With, Idempotency-Key, Formspree-Session-Data";
    private const int MaxLength = 1_024;

    /// <summary>The headers that the preflight asks for; the default ones when it has none or invalid ones.</summary>
    public static string AllowedFor(HttpRequest preflight) =>
        preflight.Headers.AccessControlRequestHeaders.ToString() is { Length: > 0 and <= MaxLength } requested
        && requested.Split(',').All(name => IsToken(name.Trim(' ', '\t')))
            ? requested
            : Default;

    // RFC 9110, 5.6.2.
    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
