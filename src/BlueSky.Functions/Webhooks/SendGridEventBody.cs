using System.Text.Json;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Webhooks;

/// <summary>The body of an event post: a JSON array of objects, with our custom arguments among their fields.</summary>
internal static class SendGridEventBody
{
    /// <summary>In characters: as much of somebody else's words as a row should hold.</summary>
    private const int MaxReason = 1_000;

    /// <exception cref="MalformedBodyException">It is not JSON, or neither an array nor an object.</exception>
    public static IReadOnlyList<SendGridEvent> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Array => root.EnumerateArray()
                    .Where(item => item.ValueKind == JsonValueKind.Object && Text(item, "event") is not null)
                    .Select(EventIn).ToList(),
                JsonValueKind.Object => [EventIn(root)],
                _ => throw new MalformedBodyException("The body must be a JSON array of events."),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new MalformedBodyException("The body is not valid JSON.");
        }
    }

    private static SendGridEvent EventIn(JsonElement item) => new(
        Kind: Text(item, "event") ?? "",
        Mail: Text(item, "mail_id") is { } mailId ? MailKey.TryParse(mailId) : null,
        Email: Text(item, "email"),
        MessageId: Text(item, "sg_message_id") is { } id && id.IndexOf('.') is var dot and not 0
            && (dot < 0 ? id : id[..dot]) is { Length: > 0 and <= MaxReason } message ? message : null,
        Type: Text(item, "type"),
        Reason: Text(item, "reason") is { } reason ? Shorten(reason) : null,
        At: TimeIn(item));

    private static string? Text(JsonElement item, string name)
    {
        try
        {
            return item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: one unreadable field is no reason to lose a post full of events.
            return null;
        }
    }

    private static DateTimeOffset? TimeIn(JsonElement item) =>
        item.TryGetProperty("timestamp", out var value)
        && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var seconds)
        && seconds is > 0 and < uint.MaxValue
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string Shorten(string reason)
    {
        var length = Math.Min(reason.Length, MaxReason);
        length -= length < reason.Length && char.IsHighSurrogate(reason[length - 1]) ? 1 : 0;
        return string.Concat(reason[..length].Select(c => char.IsControl(c) ? ' ' : c)).Trim();
    }
}
