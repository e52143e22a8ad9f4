using System.Globalization;
using System.Text;

namespace BlueSky.Functions.Forms;

/// <summary>
/// Removes control characters that word processors, phones and keyboards insert and that senders do not see. The rest
/// stays as it was sent.
/// </summary>
internal static class PostedText
{
    private const char VerticalTab = '\v';
    private const char FormFeed = '\f';
    private const char ObjectReplacement = '\uFFFC';
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Text of several lines, without white space around it.</summary>
    public static string Clean(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0 && !text.Any(IsRemoved)
            ? text.Trim()
            : string.Concat(text.Select(ToLineBreak).Where(c => !IsRemoved(c))).Trim();

    /// <summary>The same in one line: tabs and line breaks become spaces.</summary>
    public static string CleanLine(string text) => Clean(text)
        .Replace("\r\n", " ", StringComparison.Ordinal)
        .Replace('\r', ' ').Replace('\n', ' ').Replace('\t', ' ');

    /// <summary>
    /// For display to staff: without bidirectional control characters, which could make a text look different from
    /// what it is. The stored text keeps them.
    /// </summary>
    public static string Readable(string text) =>
        text.Any(IsBidirectionalControl) ? string.Concat(text.Where(c => !IsBidirectionalControl(c))) : text;

    /// <summary>Whether it changes the writing direction of the text after it.</summary>
    public static bool IsBidirectionalControl(char c) =>
        c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>
    /// Zero-width characters: direction marks, zero-width spaces and joiners, soft hyphens, fillers, variation
    /// selectors; and U+FFFE (a byte order mark in the wrong byte order), which .NET cannot normalize.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or 0xFFFE or (>= 0xE0000 and <= 0xE0FFF);

    private static char ToLineBreak(char c) => c is VerticalTab or FormFeed ? '\n' : c;

    private static bool IsRemoved(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\r' or '\n' or VerticalTab or FormFeed))
        || c is ObjectReplacement or ByteOrderMark;
}
