using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Checks that a post comes from a page that this app gave to this browser, and not from another website.
/// </summary>
internal sealed class PostCheck(SiteSettings site)
{
    public const string CsrfField = "csrf";

    private const string SameOrigin = "same-origin";

    private readonly string ownOrigin = Origin.Of(site.BaseUrl);

    /// <summary>A browser sends at least one of the two headers with a post; one with neither is refused.</summary>
    public bool ComesFromHere(HttpRequest request)
    {
        var (origin, site) = (request.Headers.Origin, request.Headers["Sec-Fetch-Site"]);
        return (origin.Count > 0 || site.Count > 0)
            && (origin.Count == 0 || origin.ToString() == ownOrigin)
            && (site.Count == 0 || site.ToString() == SameOrigin);
    }

    /// <param name="csrfToken">That of the page, see <see cref="StaffHashes.CsrfOf"/>.</param>
    public static bool HasToken(PostedForm form, string csrfToken) =>
        form[CsrfField] is { } sent && StaffHashes.AreEqual(sent, csrfToken);
}
