using System.Globalization;
using System.Text;
using CsCheck;

namespace BlueSky.Functions.Tests.Hostile;

/// <summary>Bodies in every encoding that the readers know, whole and damaged.</summary>
internal static class HostileBodies
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Json = "application/json";
    public const string Multipart = "multipart/form-data; boundary=bOuNdArY";
    public const string Plain = "text/plain";

    private const string Boundary = "bOuNdArY";

    private static readonly Gen<string> Charset = Gen.OneOf(
        "", "; charset=utf-8", "; charset=\"UTF-8\"", ";charset=utf8", "; charset=iso-8859-1", "; charset=windows-1252");

    /// <summary>A whole body of these fields, with its content type.</summary>
    public static Gen<(string Type, byte[] Body)> Of(IReadOnlyList<HostileField> fields) => Gen.OneOf(
        Gen.Select(Charset, Gen.Bool, Gen.Bool).Select((charset, raw, latin) =>
            (UrlEncoded + charset, InForm(fields, raw, latin))),
        Gen.Select(Charset, Gen.Bool, Gen.Bool).Select((charset, escaped, mark) =>
            (Json + charset, InJson(fields, escaped, mark))),
        Gen.Bool.Select(latin => (Multipart, InMultipart(fields, latin))),
        Gen.Select(Charset, Gen.Bool).Select((charset, escaped) =>
            (Plain + charset, InJson(fields, escaped, mark: false))),
        Charset.Select(charset => (Plain + charset, InForm([.. fields, new("z", "")], raw: false, latin: false))));

    /// <summary>Bytes put in, taken out, repeated and changed.</summary>
    public static Gen<byte[]> Damaged(byte[] body) => Damage.Array[1, 4].Select(damages =>
        damages.Aggregate(body, (damaged, damage) => damage(damaged)));

    /// <summary>The tokens of JSON in any order: flat, nested, and none at all.</summary>
    public static Gen<byte[]> AnyJson { get; } = Gen.Frequency(
        (3, Gen.OneOf(
                "null", "true", "0", "-1.50", "1e400", "\"x\"", "\"\\ud83d\"", "[]", "{}", "[1,\"x\",null]", "[[1]]",
                "{\"a\":{}}")
            .Array[0, 5].Select(values => $"{{{string.Join(',', values.Select((value, n) => $"\"f{n}\":{value}"))}}}")),
        (1, Gen.OneOf("{", "}", "[", "]", ":", ",", "\"a\"", "\"email\"", "1", "null", " ", "//", "'")
            .Array[0, 12].Select(tokens => string.Concat(tokens))))
        .Select(Encoding.UTF8.GetBytes);

    private static Gen<Func<byte[], byte[]>> Damage { get; } = Gen.Select(
        Gen.Int[0, 6], Gen.Int[0, int.MaxValue - 1], Gen.Int[0, int.MaxValue - 1],
        Gen.OneOf(Gen.Byte, Gen.OneOf([.. "\"\\%{}[]=&-;,:\r\n"u8])))
        .Select<int, int, int, byte, Func<byte[], byte[]>>((kind, start, length, any) => body =>
        {
            var at = start % (body.Length + 1);
            var until = at + (length % (body.Length - at + 1));
            return kind switch
            {
                0 => [.. body[..at], any, .. body[at..]],
                1 => [.. body[..at], .. body[Math.Min(at + 1, body.Length)..]],
                2 => [.. body[..at], any, .. body[Math.Min(at + 1, body.Length)..]],
                3 => [.. body[..until], .. body[at..]],
                4 => body[..at],
                5 => [.. body[..at], .. body[until..]],
                _ => [.. body, .. body[at..until]],
            };
        });

    /// <param name="raw">Only what would end a value is escaped.</param>
    /// <param name="latin">In windows-1252, where a value has characters for it and cannot be taken for UTF-8.</param>
    public static byte[] InForm(IEnumerable<HostileField> fields, bool raw, bool latin)
    {
        var body = new List<byte>();
        foreach (var field in fields)
        {
            body.AddRange(body.Count > 0 ? "&"u8 : []);
            Escape(Encoding.UTF8.GetBytes(field.Name));
            body.Add((byte)'=');
            Escape(BytesOf(field.Value, latin));
        }

        return [.. body];

        void Escape(byte[] bytes)
        {
            foreach (var b in bytes)
            {
                if (b == ' ')
                {
                    body.Add((byte)'+');
                }
                else if (char.IsAsciiLetterOrDigit((char)b) || (raw && !"&=%+"u8.Contains(b)))
                {
                    body.Add(b);
                }
                else
                {
                    body.AddRange(Encoding.ASCII.GetBytes($"%{b:x2}"));
                }
            }
        }
    }

    /// <param name="escaped">As <c>\u</c> escapes where it may be; half a surrogate pair always is.</param>
    /// <param name="mark">Begins with a byte order mark.</param>
    public static byte[] InJson(IEnumerable<HostileField> fields, bool escaped, bool mark)
    {
        var members = fields.Select(field => $"{Quoted(field.Name)}:{Quoted(field.Value)}");
        return [.. mark ? "\uFEFF"u8 : [], .. Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}")];

        string Quoted(string text)
        {
            var json = new StringBuilder("\"");
            for (var i = 0; i < text.Length; i++)
            {
                var isHalf = char.IsSurrogate(text[i])
                    && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                    && !(i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));
                _ = text[i] is < ' ' or '"' or '\\' || isHalf || (escaped && text[i] > '~')
                    ? json.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}")
                    : json.Append(text[i]);
            }

            return json.Append('"').ToString();
        }
    }

    public static byte[] InMultipart(IEnumerable<HostileField> fields, bool latin)
    {
        var body = new List<byte>();
        foreach (var field in fields)
        {
            var name = field.Name.Replace("\"", "%22", StringComparison.Ordinal)
                .Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
            body.AddRange(Encoding.UTF8.GetBytes(
                $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"));
            body.AddRange(BytesOf(field.Value, latin));
            body.AddRange("\r\n"u8);
        }

        return [.. body, .. Encoding.ASCII.GetBytes($"--{Boundary}--\r\n")];
    }

    private static byte[] BytesOf(string text, bool latin)
    {
        // "é" before anything but a continuation byte is no UTF-8.
        return latin && text.All(char.IsAscii) && text.Length > 0
            ? [.. Encoding.ASCII.GetBytes(text), 0xE9]
            : Encoding.UTF8.GetBytes(text);
    }
}

/// <summary>A field of a post.</summary>
internal sealed record HostileField(string Name, string Value);
