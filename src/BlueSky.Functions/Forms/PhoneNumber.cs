using System.Globalization;
using System.Text;

namespace BlueSky.Functions.Forms;

/// <summary>Phone numbers as people write them: with notes, extensions and second numbers.</summary>
internal static class PhoneNumber
{
    /// <summary>Fewer digits are no number that can be called.</summary>
    public const int MinDigits = 7;

    /// <summary>The longest number there is (E.164).</summary>
    private const int MaxDigits = 15;

    /// <summary>Signs between a number and its extension, a note or a second number; within a number, too.</summary>
    private const string Terminators = "/,;|&#*([+\uFF08\u3001\uFF0C\uFF1B";

    private static readonly Rune EndOfWord = new(' ');

    /// <summary>
    /// The digits of the first number in ASCII, without extension, second number and words; null when there are fewer
    /// than <see cref="MinDigits"/> decimal digits, of whichever script, in the whole text.
    /// </summary>
    public static string? TryGetDigits(string text)
    {
        var all = string.Concat(text.EnumerateRunes().Select(DigitOf));
        return all.Length < MinDigits ? null : FirstNumber(text) ?? all[..Math.Min(all.Length, MaxDigits)];
    }

    // Digits with signs and spaces between them. What comes once there are enough of them ends the number: a letter
    // (of an extension or a note), a sign that people put between two numbers, or digits that would make it too long.
    private static string? FirstNumber(string text)
    {
        var number = new StringBuilder();
        foreach (var group in Groups(text))
        {
            if (number.Length >= MinDigits && (group.EndsNumber || number.Length + group.Digits.Length > MaxDigits))
            {
                break;
            }

            if (group.FollowsLetters)
            {
                number.Clear();
            }

            number.Append(group.Digits);
        }

        return number.Length >= MinDigits ? number.ToString(0, Math.Min(number.Length, MaxDigits)) : null;
    }

    private static IEnumerable<DigitGroup> Groups(string text)
    {
        var (digits, endsNumber, followsLetters) = (new StringBuilder(), false, false);
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            // A word that is a whole number by itself is a second one, if there was a first.
            endsNumber |= word.EnumerateRunes().Count(rune => DigitOf(rune).Length > 0) >= MinDigits;
            foreach (var rune in word.EnumerateRunes().Append(EndOfWord))
            {
                if (DigitOf(rune) is { Length: > 0 } digit)
                {
                    digits.Append(digit);
                    continue;
                }

                if (digits.Length > 0)
                {
                    yield return new DigitGroup(digits.ToString(), endsNumber, followsLetters);
                    (endsNumber, followsLetters) = (false, false);
                    digits.Clear();
                }

                followsLetters |= Rune.IsLetter(rune);
                endsNumber |= Rune.IsLetter(rune) || Terminators.Contains(rune.ToString(), StringComparison.Ordinal);
            }
        }
    }

    private static string DigitOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber
            ? ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture)
            : "";

    /// <param name="EndsNumber">Between it and the digits before stands what ends a number that is long enough.</param>
    private readonly record struct DigitGroup(string Digits, bool EndsNumber, bool FollowsLetters);
}
