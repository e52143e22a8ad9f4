using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// <c>text/plain</c>: what browsers' beacons and simple scripts send when they are given a string, in JSON or form
/// encoding, and what forms send that ask for this type: a line for each field, nothing escaped.
/// </summary>
internal static class PlainTextBody
{
    private static ReadOnlySpan<byte> LineEnd => "\r\n"u8;

    /// <returns>Null when it is none of these.</returns>
    /// <exception cref="MalformedBodyException">It begins as JSON, and is none.</exception>
    public static PostedForm? Parse(ReadOnlyMemory<byte> body) => body.Span.Trim(" \t\r\n"u8) switch
    {
        [(byte)'{', ..] => JsonBody.Parse(body),
        var text when !text.Contains((byte)'=') => null,
        // Form encoding has no line break and no blank in it, but perhaps a line end behind it.
        var text when text.Contains((byte)'\n') || (text.Contains((byte)' ') && body.Span.Contains((byte)'\n')) =>
            ParseLines(text),
        var text => UrlEncodedBody.Parse(text),
    };

    // A line without an equals sign goes on with the field before it.
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

    /// <returns>How many bytes there are before the next line that holds an equals sign.</returns>
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
