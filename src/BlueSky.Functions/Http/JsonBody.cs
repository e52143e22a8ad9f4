using System.Globalization;
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
            return Read(body.Span);
        }
        catch (JsonException)
        {
            throw new MalformedBodyException("The body is not valid JSON.");
        }
    }

    // Token by token: a document would hold every value, and its properties make a string of their name at each look.
    private static PostedForm Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 8 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            while (reader.Read())
            {
                // To its end: what is no JSON at all is told so.
            }

            throw NotFlat();
        }

        var fields = new FieldList();
        var isFlat = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = TextOf(ref reader)!;
            reader.Read();
            isFlat &= reader.TokenType == JsonTokenType.StartArray
                ? ReadArray(ref reader, name, fields)
                : ReadValue(ref reader, name, fields);
        }

        while (reader.Read())
        {
            // Anything behind the object throws.
        }

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
        if (TextOf(ref reader) is not { } value)
        {
            reader.Skip();
            return false;
        }

        fields.Add(name, value);
        return true;
    }

    /// <returns>Null for an object or an array.</returns>
    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => StringOf(ref reader),
        // As written: a phone number is not to be rounded or put into another notation.
        JsonTokenType.Number => BodyText.Decode(reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        // Scripts send null for what was not filled in.
        JsonTokenType.Null => "",
        _ => null,
    };

    // Unescaped here: .NET's own reader refuses bytes that are not UTF-8, and half of an emoji, which a script leaves
    // that cuts a text to length.
    private static string StringOf(ref Utf8JsonReader reader)
    {
        var text = BodyText.Decode(reader.ValueSpan);
        return reader.ValueIsEscaped ? Unescape(text) : text;
    }

    /// <param name="text">The reader has looked at its escapes: all of them are whole.</param>
    private static string Unescape(string text)
    {
        var unescaped = new char[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                unescaped[length++] = text[i];
                continue;
            }

            i++;
            unescaped[length++] = text[i] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)ushort.Parse(
                    text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                var itself => itself,
            };
            i += text[i] == 'u' ? 4 : 0;
        }

        ReplaceHalves(unescaped.AsSpan(0, length));
        return new string(unescaped, 0, length);
    }

    // Half a surrogate pair becomes the replacement character.
    private static void ReplaceHalves(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }
    }

    private static MalformedBodyException NotFlat() => new(
        "The body must be one flat JSON object; its values strings, numbers, booleans, or arrays of these.");
}
