using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BlueSky.LocalHost.SendGrid;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The page with the captured emails, newest first. Everything from an email is encoded.</summary>
internal static class MailPage
{
    private const int MaxShown = 200;
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private const string Style = """
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
        article { border: 1px solid #8888; border-radius: .5rem; padding: 0 1rem 1rem; margin: 1.5rem 0; }
        th { text-align: left; vertical-align: top; padding-right: 1rem; font-weight: 600; white-space: nowrap; }
        td, pre { overflow-wrap: anywhere; white-space: pre-wrap; }
        .code { font: 700 2rem/1.2 ui-monospace, monospace; letter-spacing: .1em; margin: 1rem 0; }
        iframe { width: 100%; height: 28rem; border: 1px solid #8888; background: #fff; resize: vertical; }
        """;

    public static string Render(IEnumerable<string> mails)
    {
        var all = mails.Reverse().ToList();
        var page = new StringBuilder($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Emails ({all.Count})</title>
            <style>{Style}</style>
            </head>
            <body>
            <h1>Emails</h1>
            <p>Emails that the app sent to the SendGrid stand-in, newest first: {all.Count}. None left this machine.
            Reload for newer ones; <code>curl -X DELETE</code> on this address deletes all.</p>

            """);
        foreach (var mail in all.Take(MaxShown))
            Article(page, mail);
        if (all.Count > MaxShown)
            page.Append(
                Invariant, $"<p>{all.Count - MaxShown} older: <a href=\"/_local/mail.json\">mail.json</a>.</p>\n");
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Article(StringBuilder page, string mail)
    {
        using var json = JsonDocument.Parse(mail);
        var request = json.RootElement.GetProperty("request");
        page.Append(Invariant, $"<article>\n<h2>{Encode(Subject(request))}</h2>\n");
        if (SignInCode.In(request) is { } code)
            page.Append(Invariant, $"<p class=\"code\">{Encode(code)}</p>\n");
        page.Append("<table>\n");
        foreach (var (name, value) in Rows(json.RootElement, request))
            page.Append(Invariant, $"<tr><th scope=\"row\">{Encode(name)}</th><td>{Encode(value)}</td></tr>\n");
        page.Append("</table>\n");
        foreach (var part in request.Items("content"))
            Part(page, part.Text("type") ?? "", part.Text("value") ?? "");
        page.Append("</article>\n");
    }

    // The frame allows no scripts and no forms. Its links open in a new tab, where the app's pages work.
    private static void Part(StringBuilder page, string type, string value)
    {
        page.Append(Invariant, $"<h3>{Encode(type)}</h3>\n");
        page.Append(type == "text/html"
            ? "<iframe title=\"The email's html\" sandbox=\"allow-popups allow-popups-to-escape-sandbox\" srcdoc=\""
                + Encode("<base target=\"_blank\">" + value) + "\"></iframe>\n"
            : $"<pre>{Encode(value)}</pre>\n");
    }

    private static IEnumerable<(string Name, string Value)> Rows(JsonElement mail, JsonElement request)
    {
        yield return ("Received", mail.Text("receivedAt") ?? "");
        if (request.TryGetProperty("from", out var from))
            yield return ("From", Mailbox(from));
        foreach (var personalization in request.Items("personalizations"))
        {
            foreach (var list in new[] { "to", "cc", "bcc" })
            {
                foreach (var recipient in personalization.Items(list))
                    yield return (list switch { "to" => "To", "cc" => "Cc", _ => "Bcc" }, Mailbox(recipient));
            }
        }

        if (request.TryGetProperty("reply_to", out var replyTo))
            yield return ("Reply-To", Mailbox(replyTo));
        foreach (var element in request.Items("personalizations").Prepend(request))
        {
            foreach (var header in element.Properties("headers"))
                yield return (header.Name, header.Value.Text() ?? "");
            foreach (var argument in element.Properties("custom_args"))
                yield return ($"custom_args {argument.Name}", argument.Value.Text() ?? "");
        }

        if (request.Items("categories") is { Count: > 0 } categories)
            yield return ("Categories", string.Join(", ", categories.Select(one => one.Text())));
        yield return ("X-Message-Id", mail.Text("messageId") ?? "");
    }

    private static string Subject(JsonElement request) =>
        request.Text("subject") ?? request.Items("personalizations")[0].Text("subject") ?? "(no subject)";

    private static string Mailbox(JsonElement mailbox) => mailbox.Text("name") is { Length: > 0 } name
        ? $"{name} <{mailbox.Text("email")}>"
        : mailbox.Text("email") ?? "";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
