using System.Text.Json;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>One flat JSON object; values are strings, numbers, booleans, or arrays of these.</summary>
internal static class JsonBody
{
    public static PostedForm Parse(ReadOnlyMemory<byte> body)
    {
        body = JsonText.WithoutMark(body);
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return new PostedForm([]);
        }

        try
        {
            return Read(body.Span);
        }
        catch (JsonException)
        {
            throw new MalformedBodyException("The body is not valid JSON.");
        }
    }

    private static PostedForm Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 8 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // Throws, with a better message, if the body is not JSON at all.
            JsonText.ReadToEnd(ref reader);
            throw NotFlat();
        }

        var fields = new FieldList();
        var isFlat = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = JsonText.Of(ref reader)!;
            reader.Read();
            isFlat &= reader.TokenType == JsonTokenType.StartArray
                ? ReadArray(ref reader, name, fields)
                : ReadValue(ref reader, name, fields);
        }

        JsonText.ReadToEnd(ref reader);
        return isFlat ? fields.ToForm() : throw NotFlat();
    }

    private static bool ReadArray(ref Utf8JsonReader reader, string name, FieldList fields)
    {
        var isFlat = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isFlat &= ReadValue(ref reader, name, fields);
        }

        return isFlat;
    }

    private static bool ReadValue(ref Utf8JsonReader reader, string name, FieldList fields)
    {
        if (JsonText.Of(ref reader) is not { } value)
        {
            reader.Skip();
            return false;
        }

        fields.Add(name, value);
        return true;
    }

    private static MalformedBodyException NotFlat() => new(
        "The body must be one flat JSON object; its values strings, numbers, booleans, or arrays of these.");
}
