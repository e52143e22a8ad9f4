using BlueSky.Content.Localization;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Http;

/// <summary>
/// The link to the app's own thank-you page. It is signed, so that the page makes no promise that the app did not make.
/// </summary>
internal sealed class ThanksLinks(LinkTokens tokens, SiteSettings site)
{
    private const string Purpose = "thanks";

    public Uri To(AcceptedPost post, Texts texts) => new(
        site.BaseUrl,
        $"/api/thanks?t={tokens.Issue(Purpose, post.ToString())}{VisitorLanguage.QueryOf(texts)}");

    /// <returns>Null when the token is invalid.</returns>
    public AcceptedPost? Verify(string? token) =>
        tokens.Verify(Purpose, token) is { } subject ? AcceptedPost.Parse(subject) : null;
}
