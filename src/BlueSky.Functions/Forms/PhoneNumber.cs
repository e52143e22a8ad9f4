using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueSky.Functions.Forms;

/// <summary>Phone numbers as people write them.</summary>
internal static partial class PhoneNumber
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>
    /// The digits of a number, in ASCII, extension included; null when there are fewer than 7 or more than 15, or
    /// when anything but digits, punctuation and an extension mark is in it.
    /// </summary>
    public static string? TryGetDigits(string text)
    {
        if (!Shape().IsMatch(text))
        {
            return null;
        }

        var digits = string.Concat(text.Where(char.IsDigit).Select(CharUnicodeInfo.GetDecimalDigitValue));
        return digits.Length is >= MinDigits and <= MaxDigits ? digits : null;
    }

    // \p{P}: punctuation of every kind, dashes of every length among it; \p{Zs}: no-break spaces, which phone books
    // and word processors put in; \p{Cf}: marks of writing direction, in which phones wrap a number that is copied;
    // \u2212, \uFF0B: the minus sign and the wide plus, which count as mathematics.
    private const string Number = @"[\d\p{P}\p{Zs}\p{Cf}+\u2212\uFF0B]+";

    [GeneratedRegex(
        $@"^{Number}((x|ext|extension){Number})?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
