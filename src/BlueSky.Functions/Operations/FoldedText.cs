using System.Globalization;
using System.Text;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Operations;

/// <summary>A character of a folded text, and its range in the original text.</summary>
/// <param name="IsEscaped">The original has an escape such as <c>%40</c> or <c>\u0040</c>.</param>
internal readonly record struct FoldedChar(char Value, int Start, int End, bool IsEscaped);

/// <summary>
/// A text normalized to find addresses and phone numbers: lower case, compatibility forms and accents decomposed, all
/// digits in ASCII, without invisible characters, and with URL and JSON escapes decoded (an unreadable webhook is
/// stored as received). Takes linear time.
/// </summary>
internal sealed class FoldedText
{
    private const char IdeographicFullStop = '\u3002';

    private readonly List<FoldedChar> chars;

    public FoldedText(string text)
    {
        Original = text;
        chars = new List<FoldedChar>(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var (rune, length) = Unescape(text, at) is { Length: > 0 } escape ? escape : Next(text, at);
            Add(rune, at, at + length, isEscaped: length > rune.Utf16SequenceLength);
            at += length;
        }
    }

    public string Original { get; }

    public int Length => chars.Count;

    public char this[int index] => chars[index].Value;

    public FoldedChar At(int index) => chars[index];

    public static string Fold(string text) => string.Concat(new FoldedText(text).chars.Select(c => c.Value));

    /// <summary>Whether it contains a folded text at an index.</summary>
    public bool Has(string folded, int index)
    {
        if (index < 0 || index + folded.Length > chars.Count)
        {
            return false;
        }

        for (var i = 0; i < folded.Length; i++)
        {
            if (chars[index + i].Value != folded[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Add(Rune rune, int start, int end, bool isEscaped)
    {
        if (PostedText.IsInvisible(rune))
        {
            return;
        }

        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
        {
            chars.Add(new FoldedChar((char)('0' + (int)Rune.GetNumericValue(rune)), start, end, isEscaped));
            return;
        }

        if (rune.IsAscii)
        {
            chars.Add(new FoldedChar(char.ToLowerInvariant((char)rune.Value), start, end, isEscaped));
            return;
        }

        var plain = rune.IsBmp ? EmailAddress.ToAscii((char)rune.Value).ToString() : rune.ToString();
        foreach (var c in plain.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            chars.Add(new FoldedChar(c == IdeographicFullStop ? '.' : c, start, end, isEscaped));
        }
    }

    private static (Rune Rune, int Length) Next(string text, int at)
    {
        _ = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
        return (rune, length);
    }

    /// <returns>A length of 0 when there is no escape.</returns>
    private static (Rune Rune, int Length) Unescape(string text, int at) => text[at] switch
    {
        '%' when Hex(text, at + 1, digits: 2) is > ' ' and < '\x7F' and var c => (new Rune(c), 3),
        '%' when Hex(text, at + 1, digits: 2) is ' ' or '\n' or '\r' or '\t' => (new Rune(' '), 3),
        '\\' when at + 1 < text.Length => text[at + 1] switch
        {
            'u' when Hex(text, at + 2, digits: 4) is { } c =>
                (Rune.TryCreate(c, out var rune) ? rune : Rune.ReplacementChar, 6),
            'n' or 'r' => (new Rune('\n'), 2),
            't' => (new Rune(' '), 2),
            '"' or '/' or '\\' => (new Rune(text[at + 1]), 2),
            _ => default,
        },
        _ => default,
    };

    private static char? Hex(string text, int at, int digits) =>
        at + digits <= text.Length
        && ushort.TryParse(
            text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : null;
}
