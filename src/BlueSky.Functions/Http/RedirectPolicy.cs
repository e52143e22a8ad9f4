using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Http;

/// <summary>Decides where a visitor lands after a post; never on a site that is not allowed.</summary>
internal sealed class RedirectPolicy(SiteSettings site, OriginPolicy origins)
{
    private const int MaxLength = 2_000;

    /// <param name="wish">What the form asked for.</param>
    /// <param name="pageOrigin">The allowed origin of the posting page: a relative wish means a page beside it.</param>
    /// <returns>An absolute address, percent-encoded: safe as a header.</returns>
    public string Resolve(string? wish, string? pageOrigin) =>
        wish is { Length: > 0 and <= MaxLength } && !wish.Any(c => char.IsControl(c) || c == '\\')
        && ToUrl(wish, pageOrigin) is { } url && url.UserInfo.Length == 0 && IsTrusted(url, wish, pageOrigin)
            ? Encode(url)
            : Encode(site.ThankYouUrl);

    private Uri? ToUrl(string wish, string? pageOrigin)
    {
        if (!IsRelative(wish))
        {
            return Uri.TryCreate(wish, UriKind.Absolute, out var absolute) && absolute.Scheme is ("http" or "https")
                ? absolute
                : null;
        }

        return Uri.TryCreate(Base(pageOrigin), wish, out var resolved) ? resolved : null;
    }

    private bool IsTrusted(Uri url, string wish, string? pageOrigin) =>
        IsRelative(wish) ? Origin.Of(url) == Origin.Of(Base(pageOrigin)) : origins.IsAllowed(Origin.Of(url));

    private static bool IsRelative(string wish) => wish[0] == '/' && !wish.StartsWith("//", StringComparison.Ordinal);

    private Uri Base(string? pageOrigin) => pageOrigin is null ? site.ThankYouUrl : new Uri(pageOrigin);

    // AbsoluteUri keeps an international host as written; a header takes ASCII only.
    private static string Encode(Uri url) =>
        Origin.Of(url) + url.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped);
}
