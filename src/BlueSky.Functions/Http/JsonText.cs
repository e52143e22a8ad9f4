using System.Globalization;
using System.Text.Json;

namespace BlueSky.Functions.Http;

/// <summary>
/// Reads a JSON body token by token. A <see cref="JsonDocument"/> would keep all values, and each access to a property
/// would allocate its name.
/// </summary>
internal static class JsonText
{
    /// <summary>The maximum number of bytes of a character, as in <c>\u0041</c>.</summary>
    public const int BytesOfEscape = 6;

    private const int MaxNameLength = 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    /// <summary>Accepts any depth: the reader needs only a bit for each level.</summary>
    public static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> body) =>
        new(body, new JsonReaderOptions { MaxDepth = int.MaxValue });

    /// <summary>Throws if the rest of the body is malformed.</summary>
    public static void ReadToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            // The reader throws on anything after the first value.
        }
    }

    /// <summary>The index of the reader's property name; -1 for another one, without allocating it.</summary>
    /// <param name="names">None may be longer than <see cref="MaxNameLength"/>.</param>
    public static int IndexOfName(ref Utf8JsonReader reader, string[] names)
    {
        if (reader.ValueIsEscaped)
        {
            return reader.ValueSpan.Length > MaxNameLength * BytesOfEscape
                ? -1
                : Array.IndexOf(names, StringOf(ref reader, int.MaxValue));
        }

        for (var i = 0; i < names.Length; i++)
        {
            if (reader.ValueTextEquals(names[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <param name="maxBytes">A longer value is cut.</param>
    /// <returns>Null for an object or an array.</returns>
    public static string? Of(ref Utf8JsonReader reader, int maxBytes = int.MaxValue) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => StringOf(ref reader, maxBytes),
        // As written: a phone number must not be rounded or reformatted.
        JsonTokenType.Number => Decode(reader.ValueSpan, maxBytes),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        // Scripts send null for empty fields.
        JsonTokenType.Null => "",
        _ => null,
    };

    /// <summary>Decodes at most <paramref name="maxBytes"/> bytes; a character is not split.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int maxBytes)
    {
        var length = Math.Min(bytes.Length, maxBytes);
        for (var back = 0; back < 3 && length < bytes.Length && length > 0 && (bytes[length] & 0xC0) == 0x80; back++)
        {
            length--;
        }

        return BodyText.Decode(bytes[..length]);
    }

    // Unescaped here, because .NET's reader throws on bytes that are not UTF-8 and on half of a surrogate pair, which
    // scripts produce that cut texts.
    private static string StringOf(ref Utf8JsonReader reader, int maxBytes)
    {
        var text = Decode(reader.ValueSpan, maxBytes);
        return reader.ValueIsEscaped ? Unescape(text) : text;
    }

    /// <param name="text">Its escapes are valid, but the last one of a cut text may be incomplete.</param>
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
            if (i == text.Length || (text[i] == 'u' && i + 4 >= text.Length))
            {
                break;
            }

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

        ReplaceUnpaired(unescaped.AsSpan(0, length));
        return new string(unescaped, 0, length);
    }

    // Replaces unpaired surrogates with the replacement character.
    private static void ReplaceUnpaired(Span<char> text)
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
}
