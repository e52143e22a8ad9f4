using System.Text;
using BlueSky.Functions.Forms;
using Microsoft.Net.Http.Headers;

namespace BlueSky.Functions.Http;

/// <summary>
/// Parses <c>multipart/form-data</c>. Files are not accepted; the empty part of an unused file input is ignored. For
/// small parts, ASP.NET's own reader needs fifty times their size in memory.
/// </summary>
internal static class MultipartBody
{
    /// <summary>RFC 2046 allows 70; some clients use more.</summary>
    private const int MaxBoundaryLength = 200;

    private const string Disposition = "Content-Disposition:";

    public static PostedForm Parse(ReadOnlyMemory<byte> body, string? boundary)
    {
        boundary = HeaderUtilities.RemoveQuotes(boundary).Value;
        return boundary is not { Length: > 0 and <= MaxBoundaryLength }
                ? throw new MalformedBodyException("The multipart body's boundary is missing.")
            : body.IsEmpty ? new PostedForm([])
            : ReadParts(body.Span, Encoding.UTF8.GetBytes($"\r\n--{boundary}"));
    }

    private static PostedForm ReadParts(ReadOnlySpan<byte> body, ReadOnlySpan<byte> delimiter)
    {
        var fields = new FieldList();
        string? fileField = null;

        // There may be text before the first part; the first delimiter may lack its line break.
        var rest = IsDelimiter(body, delimiter[2..])
            ? body[(delimiter.Length - 2)..]
            : body[(ContentLength(body, delimiter) + delimiter.Length)..];
        while (!rest.StartsWith("--"u8))
        {
            ReadLine(ref rest);
            var (name, isFile) = ReadHeaders(ref rest);
            var content = rest[..ContentLength(rest, delimiter)];
            rest = rest[(content.Length + delimiter.Length)..];
            if (isFile)
            {
                fileField ??= content.IsEmpty ? null : name;
                continue;
            }

            fields.Add(name, fields.IsFull ? "" : BodyText.Decode(content));
        }

        return fields.ToForm(fileField);
    }

    private static (string Name, bool IsFile) ReadHeaders(ref ReadOnlySpan<byte> rest)
    {
        (string Name, bool IsFile)? field = null;
        for (var line = ReadLine(ref rest); !line.IsEmpty; line = ReadLine(ref rest))
        {
            if (line.Length > Disposition.Length && Ascii.EqualsIgnoreCase(line[..Disposition.Length], Disposition))
            {
                field ??= FieldIn(line[Disposition.Length..]);
            }
        }

        return field
            ?? throw new MalformedBodyException("A part of the multipart body does not say which field it is.");
    }

    // form-data; name="a"; filename="b.txt"
    private static (string Name, bool IsFile)? FieldIn(ReadOnlySpan<byte> disposition)
    {
        if (!Ascii.EqualsIgnoreCase(ReadUntil(ref disposition, ";"u8), "form-data"))
        {
            return null;
        }

        string? name = null;
        var isFile = false;
        while (!disposition.IsEmpty)
        {
            var parameter = ReadUntil(ref disposition, "=;"u8);
            var value = ReadValue(ref disposition);
            name ??= Ascii.EqualsIgnoreCase(parameter, "name") ? NameOf(value) : null;
            isFile |= Ascii.EqualsIgnoreCase(parameter, "filename") || Ascii.EqualsIgnoreCase(parameter, "filename*");
        }

        return name is null ? null : (name, isFile);
    }

    private static ReadOnlySpan<byte> ReadValue(ref ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t"u8);
        if (rest is not [(byte)'"', ..])
        {
            return ReadUntil(ref rest, ";"u8);
        }

        var end = 1;
        while (end < rest.Length && rest[end] != '"')
        {
            end += rest[end] == '\\' ? 2 : 1;
        }

        var value = rest[1..Math.Min(end, rest.Length)];
        rest = rest[Math.Min(end + 1, rest.Length)..];
        ReadUntil(ref rest, ";"u8);
        return value;
    }

    private static ReadOnlySpan<byte> ReadUntil(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> ends)
    {
        var end = rest.IndexOfAny(ends);
        var found = end < 0 ? rest : rest[..end];
        rest = rest[(end < 0 ? rest.Length : end + 1)..];
        return found.Trim(" \t"u8);
    }

    private static ReadOnlySpan<byte> ReadLine(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = rest[(end < 0 ? rest.Length : end + 1)..];
        return line.TrimEnd((byte)'\r');
    }

    private static int ContentLength(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> delimiter)
    {
        for (var at = 0; rest[at..].IndexOf(delimiter) is >= 0 and var found; at += found + delimiter.Length)
        {
            if (IsDelimiter(rest[(at + found)..], delimiter))
            {
                return at + found;
            }
        }

        throw EndsEarly();
    }

    // A line that only starts with the delimiter is content.
    private static bool IsDelimiter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> delimiter) =>
        text.StartsWith(delimiter)
        && text[delimiter.Length..] is var behind
        && (behind.StartsWith("--"u8) || behind.TrimStart(" \t"u8) is [] or [(byte)'\r' or (byte)'\n', ..]);

    // Browsers write quotes and line breaks in a name as %22, %0D, %0A, and leave the rest unchanged. Invalid UTF-8
    // becomes replacement characters, so that the value is not lost because of its name.
    private static string NameOf(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name)
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.Ordinal)
        .Replace("%0A", "\n", StringComparison.Ordinal);

    private static MalformedBodyException EndsEarly() => new("The multipart body is malformed or ends early.");
}
