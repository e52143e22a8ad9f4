namespace BlueSky.Functions.Settings;

/// <param name="BaseUrl">This app's public address, without the <c>api</c> prefix.</param>
/// <param name="AllowedOrigins">
/// Where forms may be posted from; the base address's own origin is always among them.
/// </param>
/// <param name="ThankYouUrl">Where people land after a post without a redirect of its own.</param>
internal sealed record SiteSettings(Uri BaseUrl, IReadOnlySet<string> AllowedOrigins, Uri ThankYouUrl) : ISettings<SiteSettings>
{
    private readonly HashSet<string> origins =
        [.. AllowedOrigins, .. AllowedOrigins.Select(TranslatedOrigin.Of).OfType<string>()];

    public static SiteSettings Read(SettingsReader reader)
    {
        var baseUrl = reader.Url("Site:BaseUrl");
        return new SiteSettings(
            baseUrl,
            reader.List("Site:AllowedOrigins").Select(origin => reader.AllowedOrigin("Site:AllowedOrigins", origin))
                .Append(Origin.Of(baseUrl)).ToHashSet(StringComparer.Ordinal),
            reader.Url("Site:ThankYouUrl"));
    }

    /// <summary>Whether it is an allowed website's origin, or the one at which Google Translate shows that.</summary>
    public bool Allows(string origin) => origins.Contains(origin);

    /// <summary>Whether an allowed website is on that host.</summary>
    public bool HasHost(string host) => origins.Any(
        origin => new Uri(origin).IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));
}
