using System.Globalization;
using System.Text.Json;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;

namespace BlueSky.Functions.Webhooks;

/// <summary>One event from SendGrid, with only the fields that are used here.</summary>
/// <param name="Kind">SendGrid's own name, e.g. <c>delivered</c>.</param>
/// <param name="Mail">The key of the email; null when this app did not send it.</param>
/// <param name="MessageId">The id from SendGrid's response to the email; asynchronous bounces lack it.</param>
/// <param name="Type">Distinguishes kinds of bounces.</param>
/// <param name="Reason">Text of SendGrid or the receiving server; may contain an address.</param>
/// <param name="At">Null when missing or invalid.</param>
internal sealed record SendGridEvent(
    string Kind, MailKey? Mail, string? Email, string? MessageId, string? Type, string? Reason, DateTimeOffset? At);

/// <summary>
/// The body of an event post: a JSON array of objects, with our custom arguments among their fields. Each event and
/// each field is read separately: an invalid one does not affect the others.
/// </summary>
internal static class SendGridEventBody
{
    /// <summary>In characters: the limit for an external text in a row.</summary>
    private const int MaxReason = 1_000;

    /// <summary>In bytes. A longer text is cut, and is then still too long for a valid value.</summary>
    private const int MaxText = MaxReason * JsonText.BytesOfEscape;

    private const int Kind = 0;
    private const int MailId = 1;
    private const int Email = 2;
    private const int MessageId = 3;
    private const int Type = 4;
    private const int Reason = 5;
    private const int Timestamp = 6;

    private static readonly string[] Names =
        ["event", "mail_id", "email", "sg_message_id", "type", "reason", "timestamp"];

    /// <returns>The events that are used here.</returns>
    /// <exception cref="MalformedBodyException">Not JSON, or neither an array nor an object.</exception>
    public static IReadOnlyList<SendGridEvent> Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = JsonText.ReaderOf(JsonText.WithoutMark(body).Span);
            reader.Read();
            var events = ReadEvents(ref reader);
            JsonText.ReadToEnd(ref reader);
            return events ?? throw new MalformedBodyException("The body must be a JSON array of events.");
        }
        catch (JsonException)
        {
            throw new MalformedBodyException("The body is not valid JSON.");
        }
    }

    private static List<SendGridEvent>? ReadEvents(ref Utf8JsonReader reader)
    {
        var events = new List<SendGridEvent>();
        var texts = new string?[Names.Length];
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadEvent(ref reader, texts, events);
                return events;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadEvent(ref reader, texts, events);
                }

                return events;
            default:
                return null;
        }
    }

    private static void ReadEvent(ref Utf8JsonReader reader, string?[] texts, List<SendGridEvent> events)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        Array.Clear(texts);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonText.IndexOfName(ref reader, Names);
            reader.Read();
            if (name >= 0
                && (reader.TokenType == JsonTokenType.String
                    || (name == Timestamp && reader.TokenType == JsonTokenType.Number)))
            {
                texts[name] = JsonText.Of(ref reader, MaxText);
            }
            else
            {
                // An unknown field, or one of the wrong type.
                reader.Skip();
            }
        }

        if (texts[Kind] is not null && EventOf(texts) is var sent && SendGridEventRules.ReportOn(sent) is not null)
        {
            events.Add(sent);
        }
    }

    private static SendGridEvent EventOf(string?[] texts) => new(
        Kind: texts[Kind]!,
        Mail: texts[MailId] is { } mailId ? MailKey.TryParse(mailId) : null,
        Email: texts[Email],
        MessageId: texts[MessageId]?.Split('.')[0] is { Length: > 0 and <= MaxReason } id ? id : null,
        Type: texts[Type],
        Reason: texts[Reason] is { } reason ? Shorten(reason) : null,
        At: TimeOf(texts[Timestamp]));

    // In seconds since 1970; a fraction is dropped.
    private static DateTimeOffset? TimeOf(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 1 and < uint.MaxValue
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    private static string Shorten(string reason) =>
        string.Concat(ExtraFields.Cut(reason, MaxReason).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
