using System.Text.RegularExpressions;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>Decides where to redirect a visitor after a post: only to allowed websites.</summary>
internal sealed partial class RedirectPolicy(SiteSettings site, OriginPolicy origins)
{
    private const int MaxLength = 2_000;

    /// <summary>The page of the post, or only its origin; null when it is unknown or not allowed.</summary>
    public Uri? PageOf(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)
        && origins.IsAllowed(Origin.Of(page))
            ? page
            : origins.AllowedOriginOf(request) is { } origin ? new Uri(origin) : null;

    /// <param name="requested">The redirect that the form requests.</param>
    /// <param name="page">The base of a relative URL, see <see cref="PageOf"/>.</param>
    /// <returns>
    /// An absolute, percent-encoded URL, which is safe in a header; null when none is requested, or when it is not
    /// allowed.
    /// </returns>
    public string? Resolve(string? requested, Uri? page) =>
        requested is { Length: > 0 and <= MaxLength } && !requested.Any(c => char.IsControl(c) || c == '\\')
        && ToUrl(requested, page ?? site.ThankYouUrl ?? site.BaseUrl) is { UserInfo: "" } url
        && (origins.IsAllowed(Origin.Of(url)) || IsOfThankYouPage(url))
            ? Encode(url)
            : null;

    private bool IsOfThankYouPage(Uri url) => site.ThankYouUrl is { } page && Origin.Of(url) == Origin.Of(page);

    private static Uri? ToUrl(string requested, Uri page) =>
        (HasScheme().IsMatch(requested)
            ? Uri.TryCreate(requested, UriKind.Absolute, out var url)
            : Uri.TryCreate(page, requested, out url))
        && url?.Scheme is "http" or "https"
            ? url
            : null;

    // AbsoluteUri keeps an international host name; a header allows only ASCII.
    internal static string Encode(Uri url) =>
        Origin.Of(url) + url.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant)]
    private static partial Regex HasScheme();
}
