using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlueSky.LocalHost.SendGrid;

/// <summary>Writes SendGrid's events for an email, in the format of its event webhook.</summary>
internal static class SendGridEvent
{
    private static readonly string[] Lists = ["to", "cc", "bcc"];

    /// <summary>
    /// A JSON array with one event for each recipient and a CRLF at the end, which SendGrid signs too. The email's
    /// custom arguments are fields of an event, but do not replace SendGrid's own fields.
    /// </summary>
    public static byte[] Body(string kind, string messageId, JsonElement mail, DateTimeOffset at)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartArray();
            foreach (var personalization in mail.Items("personalizations"))
            {
                foreach (var recipient in Lists.SelectMany(list => personalization.Items(list)))
                    Write(json, kind, messageId, mail, personalization, recipient.Text("email")!, at);
            }

            json.WriteEndArray();
        }

        body.Write("\r\n"u8);
        return body.ToArray();
    }

    private static void Write(
        Utf8JsonWriter json, string kind, string messageId, JsonElement mail, JsonElement personalization,
        string email, DateTimeOffset at)
    {
        var own = new Dictionary<string, string>
        {
            ["email"] = email,
            ["event"] = kind,
            ["sg_event_id"] = Id($"{kind}.{messageId}.{email}"),
            ["sg_message_id"] = $"{messageId}.filter0001.local-{Id(email)[..8]}.0",
            ["smtp-id"] = $"<{messageId}@stand-in.localhost>",
        };
        if (kind == "delivered")
            own["response"] = "250 OK";

        json.WriteStartObject();
        foreach (var (name, value) in own)
            json.WriteString(name, value);
        json.WriteNumber("timestamp", at.ToUnixTimeSeconds());
        json.WritePropertyName("category");
        json.WriteStartArray();
        foreach (var category in mail.Items("categories"))
            category.WriteTo(json);
        json.WriteEndArray();
        foreach (var argument in CustomArgs(mail, personalization).Where(one => !own.ContainsKey(one.Key)))
            json.WriteString(argument.Key, argument.Value);
        json.WriteEndObject();
    }

    private static Dictionary<string, string?> CustomArgs(JsonElement mail, JsonElement personalization)
    {
        var arguments = mail.Properties("custom_args").ToDictionary(one => one.Name, one => one.Value.Text());
        foreach (var argument in personalization.Properties("custom_args"))
            arguments[argument.Name] = argument.Value.Text();
        arguments.Remove("timestamp");
        arguments.Remove("category");
        return arguments;
    }

    private static string Id(string text) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..18]).Replace('+', '-').Replace('/', '_');
}
