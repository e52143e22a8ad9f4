using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// <c>text/plain</c>: what browsers' beacons and simple scripts send when they are given a string, in JSON or form
/// encoding, and what forms send that ask for this type: a line for each field, nothing escaped.
/// </summary>
internal static class PlainTextBody
{
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
        string? name = null;
        var value = "";
        foreach (var line in BodyText.Decode(text).ReplaceLineEndings("\n").Split('\n'))
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                value = name is null ? value : $"{value}\n{line}";
                continue;
            }

            if (name is not null)
            {
                fields.Add(name, value);
            }

            (name, value) = (line[..equals], line[(equals + 1)..]);
        }

        if (name is not null)
        {
            fields.Add(name, value);
        }

        return fields.ToForm();
    }
}
