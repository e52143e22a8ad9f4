using System.Globalization;
using System.Text;

namespace BlueSky.Functions.Forms;

/// <summary>Phone numbers as people write them: with notes, extensions and second numbers.</summary>
internal static class PhoneNumber
{
    /// <summary>A number with fewer digits cannot be called.</summary>
    public const int MinDigits = 7;

    /// <summary>The maximum length of a number in E.164.</summary>
    private const int MaxDigits = 15;

    /// <summary>
    /// Signs between a number and its extension, a note or a second number. They may also be part of a number.
    /// </summary>
    private const string Terminators = "/,;|&#*([+\uFF08\u3001\uFF0C\uFF1B";

    private static readonly Rune EndOfWord = new(' ');

    /// <summary>
    /// The digits of the first number in ASCII, without extension, second number and words; null when the whole text
    /// has fewer than <see cref="MinDigits"/> decimal digits, in any script.
    /// </summary>
    public static string? TryGetDigits(string text)
    {
        var all = string.Concat(text.EnumerateRunes().Select(DigitOf));
        return all.Length < MinDigits ? null : FirstNumber(text) ?? all[..Math.Min(all.Length, MaxDigits)];
    }

    // Digits with signs and spaces between them. Once there are enough digits, each of these ends the number: a letter
    // (of an extension or a note), a sign that separates two numbers, or digits that would make it too long.
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
            // A word with enough digits is a phone number by itself, so it ends the number before it.
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

    /// <param name="EndsNumber">A letter or a separator before it ends a number that is long enough.</param>
    private readonly record struct DigitGroup(string Digits, bool EndsNumber, bool FollowsLetters);
}
