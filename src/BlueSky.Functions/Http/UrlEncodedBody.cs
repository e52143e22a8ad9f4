using System.Globalization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Http;

/// <summary>
/// Parses <c>application/x-www-form-urlencoded</c> as browsers do. ASP.NET's own reader turns bytes that are not UTF-8
/// into replacement characters.
/// </summary>
internal static class UrlEncodedBody
{
    public static PostedForm Parse(ReadOnlySpan<byte> body)
    {
        var fields = new FieldList();
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (fields.IsFull)
            {
                fields.Add("", "");
                break;
            }

            var equals = pair.IndexOf((byte)'=');
            fields.Add(
                Decode(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }

        return fields.ToForm();
    }

    private static string Decode(ReadOnlySpan<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            // A percent sign without two hex digits is kept.
            if (encoded[i] == '%' && i + 2 < encoded.Length
                && byte.TryParse(encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, null, out var value))
            {
                bytes[length++] = value;
                i += 2;
            }
            else
            {
                bytes[length++] = encoded[i] == '+' ? (byte)' ' : encoded[i];
            }
        }

        return BodyText.Decode(bytes.AsSpan(0, length));
    }
}
