using System.Text.Json;
using BlueSky.LocalHost.CapturedMail;

namespace BlueSky.LocalHost.Tests.CapturedMail;

/// <summary>Emails as the folder gives them.</summary>
internal static class SomeMail
{
    public const string Html = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <style>
        .page { background: #f7f5f1 }
        @media (prefers-color-scheme: dark) { .page { background: #14181c } }
        </style>
        </head>
        <body class="page"><div style="display:none;max-height:0">One tap.&#847;&zwnj;&nbsp;&#847;&zwnj;&nbsp;</div>
        <a href="https://forms.example/api/confirm?t=x">Yes</a></body>
        </html>
        """;

    /// <param name="html">Empty for an email without an html part.</param>
    public static string Json(
        string id = "m1", string subject = "A test", string template = "subscribe-confirm", string text = "Hello",
        string html = Html, string to = "zoe@example.org") =>
        JsonSerializer.Serialize(new { messageId = id, receivedAt = "2026-01-08T12:00:00Z", request = Request(
            subject, template, text, html, to) });

    public static JsonElement Request(
        string subject = "A test", string template = "subscribe-confirm", string text = "Hello",
        string html = Html, string to = "zoe@example.org") =>
        JsonSerializer.SerializeToElement(new
        {
            personalizations = new[] { new { to = new[] { new { email = to } } } },
            from = new { email = "care@clinic.example", name = "The clinic" },
            reply_to = new { email = "desk@clinic.example" },
            subject,
            content = html.Length == 0
                ? new[] { new { type = "text/plain", value = text } }
                : [new { type = "text/plain", value = text }, new { type = "text/html", value = html }],
            headers = new Dictionary<string, string> { ["List-Unsubscribe"] = "<https://forms.example/u>" },
            categories = new[] { template },
            custom_args = new { mail_id = "20260108.BSK-7F3K-9Q2M.x" },
        });

    public static CapturedEmail Parsed(
        string id = "m1", string subject = "A test", string template = "subscribe-confirm", string text = "Hello",
        string html = Html, string to = "zoe@example.org") =>
        CapturedEmail.Parse(Json(id, subject, template, text, html, to));
}
