using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Decides which websites may post forms. Browsers always send an Origin header with a post, programs need not. A
/// missing Origin is allowed, so this is no protection against programs.
/// </summary>
internal sealed class OriginPolicy(SiteSettings site)
{
    // The origin of a page with privacy headers, but also of any website's sandboxed frame.
    private const string Hidden = "null";

    /// <summary>False when the request comes from a website that is not allowed.</summary>
    public bool Allows(HttpRequest request) =>
        request.Headers.Origin is var origin
        && (origin.Count == 0 || IsAllowed(origin.ToString()) || HidesOrigin(request));

    /// <summary>
    /// Whether the browser hides the website's origin. Such a post is allowed, because this can be a privacy setting,
    /// but not trusted.
    /// </summary>
    public static bool HidesOrigin(HttpRequest request) => request.Headers.Origin.ToString() == Hidden;

    /// <summary>The request's origin, if it has one that is allowed.</summary>
    public string? AllowedOriginOf(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin && IsAllowed(origin) ? origin : null;

    public bool IsAllowed(string origin) => site.Allows(origin);
}
