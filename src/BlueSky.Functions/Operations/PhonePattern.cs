namespace BlueSky.Functions.Operations;

/// <summary>
/// Finds a phone number in free text, with any signs between its digits, with and without the country code.
/// </summary>
/// <remarks>
/// Two numbers are equal when their digits are equal without an international prefix (00, 011), when one has ten digits
/// and the other adds North America's 1, or when one starts with 0 and the other has a country code instead.
/// Other numbers with the same ending are different: they may belong to another person. So a number without its area
/// code is found only where it is written without it.
/// </remarks>
internal sealed class PhonePattern(string digits)
{
    private const int MaxDigits = 15;
    private const int MaxDigitsWithPrefix = MaxDigits + 3;
    private const int NationalDigits = 10;

    /// <summary>With more signs between them, two groups of digits are two numbers.</summary>
    private const int MaxSigns = 4;

    /// <summary>The start of a submission's reference, whose digits are not a phone number.</summary>
    private const string Reference = "bsk-";

    private readonly string digits = Normalize(digits);

    public bool Is(string? otherDigits)
    {
        if (otherDigits is null)
        {
            return false;
        }

        var other = Normalize(otherDigits);
        return digits == other || IsNationalOf(digits, other) || IsNationalOf(other, digits);
    }

    /// <summary>The matches, as ranges of the folded text. Takes linear time.</summary>
    public IEnumerable<Range> FindIn(FoldedText text)
    {
        var groups = GroupsOf(text);
        for (var first = 0; first < groups.Count; first++)
        {
            if (LastOf(groups, first) is { } last)
            {
                yield return Begin(text, groups[first].Start, groups[last].End)..groups[last].End;
                first = last;
            }
        }
    }

    private int? LastOf(List<DigitGroup> groups, int first)
    {
        if (digits.Length < NationalDigits && groups[first].IsJoined)
        {
            // It may be the end of a longer number with an area code.
            return null;
        }

        int? found = null;
        var number = "";
        // The digits before this group in a number with a plus sign.
        var before = groups[first].SinceSign;
        for (var last = first; last < groups.Count && (last == first || groups[last].IsJoined); last++)
        {
            number += groups[last].Digits;
            if (number.Length > MaxDigitsWithPrefix)
            {
                break;
            }

            // Not a match: a number of another country may end with the same digits.
            var isPart = before > 0 && before + number.Length <= MaxDigits;
            if (!isPart && Is(number))
            {
                found = last;
            }
        }

        return found;
    }

    // Includes a plus sign before the number, and a bracket that is closed in it.
    private static int Begin(FoldedText text, int start, int end)
    {
        var closed = Enumerable.Range(start, end - start).Sum(i => text[i] == ')' ? 1 : text[i] == '(' ? -1 : 0);
        while (start > 0 && (text[start - 1] == '+' || (text[start - 1] == '(' && closed-- > 0)))
        {
            start--;
        }

        return start;
    }

    private static List<DigitGroup> GroupsOf(FoldedText text)
    {
        var groups = new List<DigitGroup>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text.Has(Reference, at))
            {
                while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '-'))
                {
                    at++;
                }
            }
            else if (char.IsAsciiDigit(text[at]))
            {
                var group = GroupAt(text, at, groups.Count > 0 ? groups[^1] : null);
                groups.Add(group);
                at = group.End - 1;
            }
        }

        return groups;
    }

    private static DigitGroup GroupAt(FoldedText text, int start, DigitGroup? previous)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        // More digits are not a phone number.
        var length = Math.Min(end - start, MaxDigitsWithPrefix + 1);
        var group = string.Create(length, (text, start), (chars, from) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = from.text[from.start + i];
            }
        });
        var isJoined = previous is not null && AreJoined(text, previous.End, start);
        var since = isJoined && previous!.SinceSign > 0 ? previous.SinceSign + previous.Digits.Length
            : isJoined && previous!.HasSign ? previous.Digits.Length
            : 0;
        var hasSign = start > 0 && text[start - 1] == '+';
        return new DigitGroup(start, end, group, isJoined, hasSign, hasSign ? 0 : since);
    }

    private static bool AreJoined(FoldedText text, int from, int to)
    {
        if (to - from > MaxSigns)
        {
            return false;
        }

        for (var i = from; i < to; i++)
        {
            if (char.IsLetterOrDigit(text[i]) || text[i] is '\n' or '\r' or '@')
            {
                return false;
            }
        }

        return true;
    }

    private static string Normalize(string digits)
    {
        foreach (var prefix in (string[])["011", "00"])
        {
            if (digits.StartsWith(prefix, StringComparison.Ordinal) && digits.Length - prefix.Length >= NationalDigits)
            {
                return digits[prefix.Length..];
            }
        }

        return digits.Length == NationalDigits && digits[0] is not ('0' or '1') ? $"1{digits}" : digits;
    }

    private static bool IsNationalOf(string national, string international) =>
        national[0] == '0' && national.Length >= NationalDigits && international[0] != '0'
        && international.Length - (national.Length - 1) is >= 1 and <= 3
        && international.EndsWith(national[1..], StringComparison.Ordinal);

    /// <param name="IsJoined">There are only signs between it and the previous group.</param>
    /// <param name="SinceSign">The number of digits before it in a number with a plus sign.</param>
    private sealed record DigitGroup(
        int Start, int End, string Digits, bool IsJoined, bool HasSign, int SinceSign);
}
