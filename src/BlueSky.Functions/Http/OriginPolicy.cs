using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Which websites may post forms here. Browsers always say where a post comes from; programs need not, so a missing
/// Origin is allowed and this is no protection against them.
/// </summary>
internal sealed class OriginPolicy(SiteSettings site)
{
    /// <summary>False when the request says it comes from somewhere else, <c>null</c> included.</summary>
    public bool Allows(HttpRequest request) =>
        request.Headers.Origin is var origin && (origin.Count == 0 || IsAllowed(origin.ToString()));

    /// <summary>The page's origin, if the request names one and it is allowed.</summary>
    public string? AllowedOriginOf(HttpRequest request) =>
        request.Headers.Origin.ToString() is var origin && IsAllowed(origin) ? origin : null;

    public bool IsAllowed(string origin) => site.AllowedOrigins.Contains(origin);
}
