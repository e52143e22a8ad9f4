using BlueSky.Functions.Tests.Component;

namespace BlueSky.Functions.Tests.Api;

/// <summary>What pages of the website load, and what those who run the app look at.</summary>
internal static class WebsiteExchanges
{
    private const string Script = "/api/forms.js";

    public static IEnumerable<Exchange> All =>
    [
        Exchange.Of(200, "application/json", new ApiRequest("GET", "/api/challenge"), settings: new()
        {
            ["Altcha:HmacKey"] = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
        }),
        Exchange.Of(404, "", new ApiRequest("GET", "/api/challenge")),
        Exchange.Of(200, "text/javascript", new ApiRequest("GET", Script)),
        new(new PromisedAnswer($"GET {Script}", 304, ""), "", LoadAgainAsync),
        Exchange.Of(200, "application/json", new ApiRequest("GET", "/api/health")),
    ];

    private static async Task<FormClient.Response> LoadAgainAsync()
    {
        using var app = new TestApp();
        var first = await new ApiRequest("GET", Script).SendAsync(app);
        return await new ApiRequest("GET", Script) { Headers = new() { ["If-None-Match"] = $"{first.Headers.ETag}" } }
            .SendAsync(app);
    }
}
