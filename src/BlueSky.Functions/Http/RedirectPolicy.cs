using System.Text.RegularExpressions;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>Decides where a visitor lands after a post; never on a site that is not allowed.</summary>
internal sealed partial class RedirectPolicy(SiteSettings site, OriginPolicy origins)
{
    private const int MaxLength = 2_000;

    /// <summary>The page that a post comes from, as far as the request says and the website is allowed.</summary>
    public Uri? PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
        && origins.IsAllowed(Origin.Of(page))
            ? page
            : origins.AllowedOriginOf(request) is { } origin ? new Uri(origin) : null;

    /// <param name="wish">What the form asked for.</param>
    /// <param name="page">The posting page, see <see cref="PageOf"/>: what a relative wish is relative to.</param>
    /// <returns>An absolute address, percent-encoded: safe as a header.</returns>
    public string Resolve(string? wish, Uri? page) =>
        wish is { Length: > 0 and <= MaxLength } && !wish.Any(c => char.IsControl(c) || c == '\\')
        && ToUrl(wish, page ?? site.ThankYouUrl) is { UserInfo: "" } url
        && (Origin.Of(url) == Origin.Of(site.ThankYouUrl) || origins.IsAllowed(Origin.Of(url)))
            ? Encode(url)
            : Encode(site.ThankYouUrl);

    private static Uri? ToUrl(string wish, Uri page) =>
        (HasScheme().IsMatch(wish)
            ? Uri.TryCreate(wish, UriKind.Absolute, out var url)
            : Uri.TryCreate(page, wish, out url))
        && url?.Scheme is "http" or "https"
            ? url
            : null;

    // AbsoluteUri keeps an international host as written; a header takes ASCII only.
    private static string Encode(Uri url) =>
        Origin.Of(url) + url.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant)]
    private static partial Regex HasScheme();
}
