using System.Globalization;
using System.Text;
using BlueSky.Functions.Tests.Webhooks;
using BlueSky.Functions.Webhooks;

namespace BlueSky.Functions.Tests.Api;

/// <summary>What SendGrid and Webflow post, signed and unsigned.</summary>
internal static class WebhookExchanges
{
    private const string SendGrid = "/api/webhooks/sendgrid";
    private const string Webflow = "/api/webhooks/webflow";

    private static readonly string Hook = WebflowApp.Contact("""{"Name":"Ada","Phone":"505-555-0199"}""");
    private static readonly string TooMuch = new(' ', (1024 * 1024) + 1);

    public static IEnumerable<Exchange> All =>
    [
        SendGridPosts(200, "", """[{"event":"bounce","email":"ada@example.org"}]"""),
        SendGridPosts(400, "text/plain", "no JSON"),
        SendGridPosts(413, "text/plain", TooMuch),
        SendGridPosts(
            503, "text/plain", """[{"event":"bounce","email":"ada@example.org"}]""",
            app => app.Recipients.IsDown = true),
        Exchange.Of(401, "text/plain", ApiRequest.Json(SendGrid, "[]"), "unsigned"),
        WebflowPosts(200, "", Hook),
        WebflowPosts(400, "text/plain", Hook, breaksOff: true),
        WebflowPosts(413, "text/plain", TooMuch),
        WebflowPosts(503, "text/plain", Hook, before: app => app.Submissions.IsDown = true),
        new(new PromisedAnswer($"POST {Webflow}", 200, ""), "with the key", async () =>
        {
            using var webflow = new WebflowApp();
            return await ApiRequest.Json($"{Webflow}?key={Uri.EscapeDataString(WebflowApp.Key)}", Hook)
                .SendAsync(webflow.App);
        }),
        Exchange.Of(401, "text/plain", ApiRequest.Json(Webflow, Hook), "unsigned"),
    ];

    private static Exchange SendGridPosts(int status, string mediaType, string body, Action<TestApp>? before = null) =>
        new(new PromisedAnswer($"POST {SendGrid}", status, mediaType), "signed", async () =>
        {
            using var sendGrid = new WebhookApp();
            before?.Invoke(sendGrid.App);
            const string Timestamp = "1767901330";
            return await (ApiRequest.Json(SendGrid, body) with
            {
                Headers = new()
                {
                    [SendGridSignature.TimestampHeader] = Timestamp,
                    [SendGridSignature.SignatureHeader] = sendGrid.Sign(Timestamp, Encoding.UTF8.GetBytes(body)),
                },
            }).SendAsync(sendGrid.App);
        });

    private static Exchange WebflowPosts(
        int status, string mediaType, string body, bool breaksOff = false, Action<TestApp>? before = null) =>
        new(new PromisedAnswer($"POST {Webflow}", status, mediaType), "signed", async () =>
        {
            using var webflow = new WebflowApp();
            before?.Invoke(webflow.App);
            var timestamp = webflow.App.Clock.GetUtcNow().ToUnixTimeMilliseconds()
                .ToString(CultureInfo.InvariantCulture);
            return await (ApiRequest.Json(Webflow, body) with
            {
                BreaksOff = breaksOff,
                Headers = new()
                {
                    [WebflowSignature.TimestampHeader] = timestamp,
                    [WebflowSignature.SignatureHeader] = WebflowApp.Sign(timestamp, Encoding.UTF8.GetBytes(body)),
                },
            }).SendAsync(webflow.App);
        });
}
