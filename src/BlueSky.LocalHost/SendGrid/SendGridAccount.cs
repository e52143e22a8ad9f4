using System.Text.Json.Serialization;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>
/// Simulates the routes by which an account's settings are read: everything is set up for the app. With the key
/// <c>SG.send-only</c> they answer 403, as with a key that may only send.
/// </summary>
internal sealed class SendGridAccount(SendGridAccountSettings account, SignedEventSettings events)
{
    private const string SendOnlyKey = "SG.send-only";
    private const string WebhookId = "local";

    public void Map(IEndpointRouteBuilder sendGrid)
    {
        sendGrid.MapGet("/v3/scopes", (HttpRequest request) => MailSend.IsAuthorized(request)
            ? Results.Json(new Scopes(["mail.send"]), SendGridAccountJson.Default.Scopes)
            : MailSend.Refuse(401, "authorization required"));
        sendGrid.MapGet("/v3/whitelabel/domains", (HttpRequest request) => RefuseTo(request)
            ?? Results.Json([Domain()], SendGridAccountJson.Default.AuthenticatedDomainArray));
        sendGrid.MapGet("/v3/verified_senders", (HttpRequest request) => RefuseTo(request)
            ?? Results.Json(new VerifiedSenders([]), SendGridAccountJson.Default.VerifiedSenders));
        sendGrid.MapGet("/v3/user/webhooks/event/settings/all", (HttpRequest request) => RefuseTo(request)
            ?? Results.Json(new EventWebhooks(1, [Webhook()]), SendGridAccountJson.Default.EventWebhooks));
        sendGrid.MapGet("/v3/user/webhooks/event/settings/signed/{id}", (HttpRequest request, string id) =>
            RefuseTo(request) ?? (id == WebhookId
                ? Results.Json(
                    new SignedWebhook(id, account.EventPublicKey), SendGridAccountJson.Default.SignedWebhook)
                : MailSend.Refuse(404, "not found")));
    }

    private static IResult? RefuseTo(HttpRequest request) =>
        !MailSend.IsAuthorized(request) ? MailSend.Refuse(401, "authorization required")
        : request.Headers.Authorization.ToString().EndsWith(SendOnlyKey, StringComparison.Ordinal)
            ? MailSend.Refuse(403, "access forbidden")
            : null;

    private AuthenticatedDomain Domain() => new(1, "em1", account.From.Split('@')[^1], Valid: true);

    private EventWebhook Webhook() => new(WebhookId, events.Webhook, events.Enabled, account.EventPublicKey);
}

/// <summary>What the account is set up for.</summary>
/// <param name="From">The sender, whose domain is authenticated.</param>
/// <param name="EventPublicKey">The key that events are signed with.</param>
internal sealed record SendGridAccountSettings(string From, string EventPublicKey);

internal sealed record Scopes([property: JsonPropertyName("scopes")] IReadOnlyList<string> Names);

internal sealed record AuthenticatedDomain(int Id, string Subdomain, string Domain, bool Valid);

internal sealed record VerifiedSenders(IReadOnlyList<string> Results);

internal sealed record EventWebhooks(int MaxAllowed, IReadOnlyList<EventWebhook> Webhooks);

internal sealed record EventWebhook(
    string Id, Uri Url, bool Enabled, string PublicKey, bool Processed = true, bool Dropped = true,
    bool Delivered = true, bool Deferred = true, bool Bounce = true, bool SpamReport = true, bool Unsubscribe = true,
    bool GroupUnsubscribe = true, bool GroupResubscribe = false, bool Open = false, bool Click = false);

internal sealed record SignedWebhook(string Id, string PublicKey);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Scopes))]
[JsonSerializable(typeof(AuthenticatedDomain[]))]
[JsonSerializable(typeof(VerifiedSenders))]
[JsonSerializable(typeof(EventWebhooks))]
[JsonSerializable(typeof(SignedWebhook))]
internal sealed partial class SendGridAccountJson : JsonSerializerContext;
