using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Which websites may post forms here. Browsers always say where a post comes from; programs need not, so a missing
/// Origin is allowed and this is no protection against them.
/// </summary>
internal sealed class OriginPolicy(SiteSettings site)
{
    // What a page with a privacy header is from, and also any website's sandboxed frame.
    private const string Hidden = "null";

    /// <summary>False when the request says that it comes from another website.</summary>
    public bool Allows(HttpRequest request) =>
        request.Headers.Origin is var origin
        && (origin.Count == 0 || IsAllowed(origin.ToString()) || HidesOrigin(request));

    /// <summary>
    /// The browser keeps back which website it is: allowed, because a person may have set it so, and not to be
    /// trusted.
    /// </summary>
    public static bool HidesOrigin(HttpRequest request) => request.Headers.Origin.ToString() == Hidden;

    /// <summary>The page's origin, if the request names one and it is allowed.</summary>
    public string? AllowedOriginOf(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin && IsAllowed(origin) ? origin : null;

    public bool IsAllowed(string origin) => site.Allows(origin);
}
