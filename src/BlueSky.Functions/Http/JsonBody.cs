using System.Text.Json;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>One flat JSON object; values are strings, numbers, booleans, or arrays of these.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static PostedForm Parse(ReadOnlyMemory<byte> body)
    {
        body = body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new PostedForm([]);
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new PostedForm(document.RootElement.EnumerateObject().SelectMany(FieldsOf).ToList())
                : throw NotFlat();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8, make the strings' readers throw the second one.
            throw new MalformedBodyException("The body is not valid JSON.");
        }
    }

    private static IEnumerable<PostedField> FieldsOf(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array
            ? property.Value.EnumerateArray().Select(value => new PostedField(property.Name, TextOf(value)))
            : [new PostedField(property.Name, TextOf(property.Value))];

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        // As written: a phone number is not to be rounded or put into another notation.
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        // Scripts send null for what was not filled in.
        JsonValueKind.Null => "",
        _ => throw NotFlat(),
    };

    private static MalformedBodyException NotFlat() => new(
        "The body must be one flat JSON object; its values strings, numbers, booleans, or arrays of these.");
}
