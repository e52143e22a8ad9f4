using System.Globalization;
using System.Text.Json;

namespace BlueSky.Functions.Http;

/// <summary>
/// What a JSON body says, token by token: a document would hold every value, and its properties make a string of their
/// name at each look.
/// </summary>
internal static class JsonText
{
    /// <summary>The most bytes that one character takes, as <c>\u0041</c>.</summary>
    public const int BytesOfEscape = 6;

    private const int MaxNameLength = 20;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    /// <summary>Of any depth: the reader keeps a bit for each level.</summary>
    public static Utf8JsonReader ReaderOf(ReadOnlySpan<byte> body) =>
        new(body, new JsonReaderOptions { MaxDepth = int.MaxValue });

    /// <summary>Throws what is wrong with the rest.</summary>
    public static void ReadToEnd(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            // Anything behind the first value is an error.
        }
    }

    /// <summary>Which of the names the reader stands at; -1 for another one, of which no string is made.</summary>
    /// <param name="names">None is longer than <see cref="MaxNameLength"/>.</param>
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

    /// <param name="maxBytes">What is longer in the body is cut: only its beginning is made a string of.</param>
    /// <returns>Null for an object or an array.</returns>
    public static string? Of(ref Utf8JsonReader reader, int maxBytes = int.MaxValue) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => StringOf(ref reader, maxBytes),
        // As written: a phone number is not to be rounded or put into another notation.
        JsonTokenType.Number => Decode(reader.ValueSpan, maxBytes),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        // Scripts send null for what was not filled in.
        JsonTokenType.Null => "",
        _ => null,
    };

    /// <summary>The beginning of a text, without half a character at its end.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int maxBytes)
    {
        var length = Math.Min(bytes.Length, maxBytes);
        for (var back = 0; back < 3 && length < bytes.Length && length > 0 && (bytes[length] & 0xC0) == 0x80; back++)
        {
            length--;
        }

        return BodyText.Decode(bytes[..length]);
    }

    // Unescaped here: .NET's own reader refuses bytes that are not UTF-8, and half of an emoji, which a script leaves
    // that cuts a text to length.
    private static string StringOf(ref Utf8JsonReader reader, int maxBytes)
    {
        var text = Decode(reader.ValueSpan, maxBytes);
        return reader.ValueIsEscaped ? Unescape(text) : text;
    }

    /// <param name="text">The reader has looked at its escapes: all are whole, but the last one of a cut text.</param>
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
}
