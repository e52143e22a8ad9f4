using System.Globalization;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Finds an address in free text, with any punctuation or markup around it, but not as a part of a longer address
/// (<c>ada@example.org</c> is not in <c>x.ada@example.org.uk</c>).
/// </summary>
internal sealed class AddressPattern(EmailAddress address)
{
    private readonly string local = FoldedText.Fold(address.Local);
    private readonly string[] domains = [.. SpellingsOf(address.Domain).Select(FoldedText.Fold).Distinct()];

    public bool Is(EmailAddress other) => address.Canonical == other.Canonical;

    /// <summary>The matches, as ranges of the folded text. Takes linear time.</summary>
    public IEnumerable<Range> FindIn(FoldedText text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '@' && StartBefore(text, at) is { } start && EndAfter(text, at) is { } end)
            {
                yield return start..end;
            }
        }
    }

    private int? StartBefore(FoldedText text, int at)
    {
        var end = at;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        var start = end - local.Length;
        return text.Has(local, start) && Begins(text, start, at) ? start : null;
    }

    private int? EndAfter(FoldedText text, int at)
    {
        var start = at + 1;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        foreach (var domain in domains)
        {
            if (text.Has(domain, start) && Ends(text, start + domain.Length))
            {
                return start + domain.Length;
            }
        }

        return null;
    }

    private bool Begins(FoldedText text, int start, int at)
    {
        if (start == 0 || !IsInLocal(text[start - 1]) || IsUnspaced(text[start - 1], beside: local[0]))
        {
            return true;
        }

        // If the @ is escaped, the text is URL-encoded, and an unescaped plus sign is a space.
        if (text[start - 1] == '+' && text.At(at).IsEscaped && !text.At(start - 1).IsEscaped)
        {
            return true;
        }

        // Quotation marks, bullets or dots before the address; after a letter, they are part of a longer one.
        var before = start - 1;
        while (before >= 0 && text[before] is '\'' or '-' or '.')
        {
            before--;
        }

        return before < start - 1 && (before < 0 || !IsInLocal(text[before]));
    }

    private static bool Ends(FoldedText text, int end)
    {
        if (end == text.Length)
        {
            return true;
        }

        if (text[end] is '-' or '.')
        {
            // A hyphen or a full stop ends the address unless a longer domain follows.
            return end + 1 == text.Length || !IsWord(text[end + 1])
                || (text[end] == '.' && IsNextSentence(text, end + 1));
        }

        return !IsWord(text[end]) || IsUnspaced(text[end], beside: text[end - 1]);
    }

    // "…@example.org.Thanks": a capital letter starts a new sentence.
    private static bool IsNextSentence(FoldedText text, int index) =>
        char.IsUpper(text.Original[text.At(index).Start]) && char.IsLower(text.Original[text.At(index - 2).Start]);

    // A letter of a script without spaces, next to an ASCII address.
    private static bool IsUnspaced(char c, char beside) =>
        char.IsAscii(beside) && char.GetUnicodeCategory(c) is UnicodeCategory.OtherLetter;

    private static bool IsInLocal(char c) => IsWord(c) || c is '.' or '_' or '+' or '-' or '\'' or '&';

    private static bool IsWord(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static IEnumerable<string> SpellingsOf(string domain)
    {
        yield return domain;
        if (ToUnicode(domain) is { } readable)
        {
            yield return readable;
        }
    }

    private static string? ToUnicode(string domain)
    {
        try
        {
            return new IdnMapping().GetUnicode(domain);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
