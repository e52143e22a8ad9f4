using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlueSky.LocalHost.SendGrid;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>What SendGrid would get of an email: its headers in a table, and the whole request.</summary>
internal static class SendGridRequest
{
    // As it is easiest to read: the page encodes it.
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Html Render(CapturedEmail email)
    {
        using var json = JsonDocument.Parse(email.Json);
        var request = json.RootElement.GetProperty("request");
        var rows = HeadersOf(request, email.Id).Select(header => Html.Of(
            $"""<tr><th scope="row">{header.Name}</th><td>{header.Value}</td></tr>{"\n"}"""));
        return Html.Of($"""
            <details class="fold">
            <summary>What SendGrid would get</summary>
            <table class="headers">
            {Html.Join(rows)}</table>
            <h3>The request</h3>
            <pre>{Indent(request)}</pre>
            </details>

            """);
    }

    private static IEnumerable<(string Name, string Value)> HeadersOf(JsonElement request, string id)
    {
        if (request.TryGetProperty("from", out var from))
            yield return ("From", CapturedEmail.Mailbox(from));
        foreach (var (name, list) in new[] { ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc") })
        {
            foreach (var recipient in CapturedEmail.RecipientsOf(request, list))
                yield return (name, recipient);
        }

        if (request.TryGetProperty("reply_to", out var replyTo))
            yield return ("Reply-To", CapturedEmail.Mailbox(replyTo));
        foreach (var element in request.Items("personalizations").Prepend(request))
        {
            foreach (var header in element.Properties("headers"))
                yield return (header.Name, header.Value.Text() ?? "");
            foreach (var argument in element.Properties("custom_args"))
                yield return ($"custom_args {argument.Name}", argument.Value.Text() ?? "");
        }

        if (request.Items("categories") is { Count: > 0 } categories)
            yield return ("categories", string.Join(", ", categories.Select(category => category.Text())));
        yield return ("X-Message-Id", id);
    }

    private static string Indent(JsonElement request)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            request.WriteTo(json);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
