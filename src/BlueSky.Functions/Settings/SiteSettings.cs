using BlueSky.Functions.Http;

namespace BlueSky.Functions.Settings;

/// <param name="BaseUrl">This app's public address, without the <c>api</c> prefix.</param>
/// <param name="AllowedOrigins">
/// Where forms may be posted from; the base address's own origin is always among them.
/// </param>
/// <param name="ThankYouUrl">Where people land after a post without a redirect of its own.</param>
internal sealed record SiteSettings(Uri BaseUrl, IReadOnlySet<string> AllowedOrigins, Uri ThankYouUrl)
{
    public static SiteSettings Read(SettingsReader reader)
    {
        var baseUrl = reader.Url("Site:BaseUrl");
        return new SiteSettings(
            baseUrl,
            reader.List("Site:AllowedOrigins").Select(origin => reader.AllowedOrigin("Site:AllowedOrigins", origin))
                .Append(Origin.Of(baseUrl)).ToHashSet(StringComparer.Ordinal),
            reader.Url("Site:ThankYouUrl"));
    }
}
