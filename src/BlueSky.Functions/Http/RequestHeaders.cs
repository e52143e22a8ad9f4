using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Which headers a page's post may have: all that its browser asks for. Monitoring scripts add theirs to every request
/// (<c>traceparent</c>, <c>baggage</c>), and a visitor's post must not fail because of one that is read by nobody here.
/// </summary>
internal static class RequestHeaders
{
    private const string Usual = "Content-Type, Accept, X-Requested-With, Idempotency-Key, Formspree-Session-Data";
    private const int MaxLength = 1_024;

    /// <summary>As the preflight names them; the usual ones when it names none, or not as the standard says.</summary>
    public static string AllowedFor(HttpRequest preflight) =>
        preflight.Headers.AccessControlRequestHeaders.ToString() is { Length: > 0 and <= MaxLength } asked
        && asked.Split(',').All(name => IsToken(name.Trim(' ', '\t')))
            ? asked
            : Usual;

    // RFC 9110, 5.6.2.
    private static bool IsToken(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c));
}
