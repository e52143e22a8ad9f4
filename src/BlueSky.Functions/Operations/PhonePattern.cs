namespace BlueSky.Functions.Operations;

/// <summary>
/// A phone number as it is looked for in running text: with any signs between its digits, with and without the country
/// code.
/// </summary>
/// <remarks>
/// Two numbers are the same when their digits are, after a prefix for calls abroad (00, 011), when one of them is a
/// number of ten digits and the other has North America's 1 before it, or when one of them begins with a 0 and the
/// other has a country code in its place. Any other number that only ends alike is another one: it may be somebody
/// else's. So one without its area code is only found where it is written so.
/// </remarks>
internal sealed class PhonePattern(string digits)
{
    private const int MaxDigits = 15;
    private const int MaxDigitsWithPrefix = MaxDigits + 3;
    private const int NationalDigits = 10;

    /// <summary>More signs than this between two groups of digits, and they are two numbers.</summary>
    private const int MaxSigns = 4;

    /// <summary>What a submission's reference begins with: its digits are no phone number.</summary>
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

    /// <summary>Where it stands, by the indices of the folded text. Takes time linear in the text.</summary>
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
            // It may be the end of a number with its area code.
            return null;
        }

        int? found = null;
        var number = "";
        // What a number with a plus sign has before this group.
        var before = groups[first].SinceSign;
        for (var last = first; last < groups.Count && (last == first || groups[last].IsJoined); last++)
        {
            number += groups[last].Digits;
            if (number.Length > MaxDigitsWithPrefix)
            {
                break;
            }

            // Another country's number may end like this one.
            var isPart = before > 0 && before + number.Length <= MaxDigits;
            if (!isPart && Is(number))
            {
                found = last;
            }
        }

        return found;
    }

    // A sign before the number belongs to it, and a bracket that is closed in it.
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

        // Longer ones are no phone numbers.
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
        foreach (var abroad in (string[])["011", "00"])
        {
            if (digits.StartsWith(abroad, StringComparison.Ordinal) && digits.Length - abroad.Length >= NationalDigits)
            {
                return digits[abroad.Length..];
            }
        }

        return digits.Length == NationalDigits && digits[0] is not ('0' or '1') ? $"1{digits}" : digits;
    }

    private static bool IsNationalOf(string national, string international) =>
        national[0] == '0' && national.Length >= NationalDigits && international[0] != '0'
        && international.Length - (national.Length - 1) is >= 1 and <= 3
        && international.EndsWith(national[1..], StringComparison.Ordinal);

    /// <param name="IsJoined">Only signs stand between it and the group before.</param>
    /// <param name="SinceSign">How many digits stand before it in a number that begins with a plus sign.</param>
    private sealed record DigitGroup(
        int Start, int End, string Digits, bool IsJoined, bool HasSign, int SinceSign);
}
