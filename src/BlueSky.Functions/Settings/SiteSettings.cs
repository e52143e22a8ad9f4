namespace BlueSky.Functions.Settings;

/// <param name="BaseUrl">This app's public URL, without the <c>api</c> prefix.</param>
/// <param name="AllowedOrigins">
/// The origins that may post forms; the origin of <paramref name="BaseUrl"/> is always included.
/// </param>
/// <param name="ThankYouUrl">
/// The page to redirect to after a post that names no other; null for the app's own thank-you page.
/// </param>
internal sealed record SiteSettings(Uri BaseUrl, IReadOnlySet<string> AllowedOrigins, Uri? ThankYouUrl)
    : ISettings<SiteSettings>
{
    private readonly HashSet<string> origins =
        [.. AllowedOrigins, .. AllowedOrigins.Select(TranslatedOrigin.Of).OfType<string>()];

    /// <summary>The same for subscriptions alone; null for <see cref="ThankYouUrl"/>.</summary>
    public Uri? SubscribedUrl { get; init; }

    public static SiteSettings Read(SettingsReader reader)
    {
        var baseUrl = reader.Url("Site:BaseUrl");
        return new SiteSettings(
            baseUrl,
            reader.List("Site:AllowedOrigins").Select(origin => reader.AllowedOrigin("Site:AllowedOrigins", origin))
                .Append(Origin.Of(baseUrl)).ToHashSet(StringComparer.Ordinal),
            reader.OptionalUrl("Site:ThankYouUrl"))
        {
            SubscribedUrl = reader.OptionalUrl("Site:SubscribedUrl"),
        };
    }

    /// <summary>Whether it is an allowed origin, or Google Translate's origin for one.</summary>
    public bool Allows(string origin) => origins.Contains(origin);

    /// <summary>Whether an allowed origin has that host.</summary>
    public bool HasHost(string host) => origins.Any(
        origin => new Uri(origin).IdnHost.Equals(host, StringComparison.OrdinalIgnoreCase));
}
