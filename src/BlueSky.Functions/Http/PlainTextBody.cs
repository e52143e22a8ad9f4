using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// Parses <c>text/plain</c>: JSON or URL-encoded text, as beacons and simple scripts send strings, and the format of
/// HTML forms with this type: one line per field, without escaping.
/// </summary>
internal static class PlainTextBody
{
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <returns>Null when it is none of these.</returns>
    /// <exception cref="MalformedBodyException">It starts like JSON, but is not valid.</exception>
    public static PostedForm? Parse(ReadOnlyMemory<byte> body) => body.Span.Trim(" \t\r\n"u8) switch
    {
        [(byte)'{', ..] => JsonBody.Parse(body),
        var text when !text.Contains((byte)'=') => null,
        // URL-encoded text contains no line breaks or spaces, except for a line break at its end.
        var text when text.Contains((byte)'\n') || (text.Contains((byte)' ') && body.Span.Contains((byte)'\n')) =>
            ParseLines(text),
        var text => UrlEncodedBody.Parse(text),
    };

    // A line without an equals sign continues the field before it.
    private static PostedForm ParseLines(ReadOnlySpan<byte> text)
    {
        var fields = new FieldList();
        while (!text.IsEmpty && !fields.IsFull)
        {
            var field = text[..FieldLength(text)];
            text = text[field.Length..];
            var equals = field.IndexOf((byte)'=');
            fields.Add(
                equals < 0 ? "" : BodyText.Decode(field[..equals]),
                BodyText.Decode(field[(equals + 1)..].TrimEnd(LineEnd)));
        }

        if (!text.IsEmpty)
        {
            fields.Add("", "");
        }

        return fields.ToForm();
    }

    /// <returns>The number of bytes before the next line with an equals sign.</returns>
    private static int FieldLength(ReadOnlySpan<byte> text)
    {
        var length = 0;
        do
        {
            var line = text[length..].IndexOf((byte)'\n');
            length = line < 0 ? text.Length : length + line + 1;
        }
        while (length < text.Length && !LineOf(text[length..]).Contains((byte)'='));

        return length;

        static ReadOnlySpan<byte> LineOf(ReadOnlySpan<byte> text) =>
            text.IndexOf((byte)'\n') is >= 0 and var end ? text[..end] : text;
    }
}
