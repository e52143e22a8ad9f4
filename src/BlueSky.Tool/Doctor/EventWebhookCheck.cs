using System.Text.Json;

namespace BlueSky.Tool.Doctor;

/// <summary>Whether SendGrid posts its events to the app, signed with a key that the app knows.</summary>
/// <param name="url">Where the app takes them.</param>
/// <param name="publicKeys">Those of the setting.</param>
internal sealed class EventWebhookCheck(SendGridApi api, Uri url, IReadOnlyList<string> publicKeys)
{
    private const string What = "event webhook: whether it posts to the app";
    private const string CopyKey = "Copy its public key into SendGrid:EventWebhookPublicKeys.";

    private static readonly IReadOnlyList<(string Name, string Title)> Events =
    [
        ("processed", "Processed"), ("dropped", "Dropped"), ("delivered", "Delivered"), ("deferred", "Deferred"),
        ("bounce", "Bounced"), ("spam_report", "Spam Reports"), ("unsubscribe", "Unsubscribes"),
        ("group_unsubscribe", "Group Unsubscribes"),
    ];

    public async Task<Finding> RunAsync(CancellationToken stop)
    {
        if (publicKeys.Count == 0)
        {
            return Finding.Wrong(
                "event webhook: SendGrid:EventWebhookPublicKeys is empty, and the app refuses all events.",
                "Set it up as docs/sendgrid.md says.");
        }

        var all = await api.GetAsync("user/webhooks/event/settings/all", stop);
        if (all.Kind != SendGridAnswerKind.Success)
        {
            return all.ToFinding(What);
        }

        // Without a webhook, SendGrid lists one without properties.
        var ours = all.Json.Items("webhooks").Where(webhook => IsSame(webhook.Text("url"))).ToList();
        return ours.Count == 0
            ? Finding.Wrong($"event webhook: none posts to {url}.", "Set it up as docs/sendgrid.md says.")
            : await CheckAsync(ours.Find(webhook => webhook.IsTrue("enabled")), stop);
    }

    private async Task<Finding> CheckAsync(JsonElement webhook, CancellationToken stop)
    {
        if (!webhook.IsTrue("enabled"))
        {
            return Finding.Wrong($"event webhook: the one for {url} is disabled.", "Enable it in SendGrid.");
        }

        var missing = Events.Where(kind => !webhook.IsTrue(kind.Name)).Select(kind => kind.Title).ToList();
        if (missing.Count > 0)
        {
            return Finding.Wrong(
                $"event webhook: it does not post {string.Join(", ", missing)}.",
                $"Switch {(missing.Count == 1 ? "it" : "them")} on in SendGrid.");
        }

        // The list has the key only of webhooks that sign; older accounts have it only at the second address.
        var key = webhook.Text("public_key") is { Length: > 0 } listed ? listed : null;
        if (key is null && webhook.Text("id") is { } id)
        {
            var signed = await api.GetAsync(
                $"user/webhooks/event/settings/signed/{Uri.EscapeDataString(id)}", stop);
            if (signed.Kind is SendGridAnswerKind.Forbidden or SendGridAnswerKind.Failed)
            {
                return signed.ToFinding("event webhook: whether it signs");
            }

            key = signed.Json.Text("public_key");
        }

        return string.IsNullOrEmpty(key)
            ? Finding.Wrong(
                "event webhook: it does not sign, and the app refuses all events.",
                $"Enable Signature Verification in its security features. {CopyKey}")
            : publicKeys.Contains(key.Trim())
                ? Finding.Ok($"event webhook: posts all events to {url}, signed with a known key")
                : Finding.Wrong(
                    "event webhook: it signs with a key that the app does not know, and the app refuses all events.",
                    CopyKey);
    }

    private bool IsSame(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var other)
        && Uri.Compare(
            url, other, UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.SafeUnescaped,
            StringComparison.Ordinal) == 0;
}
