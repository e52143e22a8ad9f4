using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Tests.Http;

internal static class Sites
{
    /// <summary>The clinic's website and this app, as a deployment has them.</summary>
    public static SiteSettings Site { get; } = new(
        new Uri("https://forms.example.org"),
        new HashSet<string>
        {
            "https://forms.example.org",
            "https://www.example.org",
            "https://xn--bcher-kva.example",
            "http://localhost:8080",
        },
        new Uri("https://www.example.org/thank-you"));

    public static OriginPolicy Origins { get; } = new(Site);

    public static HttpRequest RequestFrom(params string[] origins)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Origin = origins;
        return request;
    }
}
