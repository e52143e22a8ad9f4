using BlueSky.Functions.Forms;

namespace BlueSky.Functions.FrontDesk;

/// <summary>The link that dials a number, from the number as people write it.</summary>
internal static class PhoneLink
{
    private const int DigitsInNorthAmerica = 10;

    /// <returns>Null when it cannot be dialled.</returns>
    public static Uri? Of(string phone)
    {
        if (PhoneNumber.TryGetDigits(phone) is not { } digits)
        {
            return null;
        }

        var written = phone.TrimStart(' ', '(', '\u202A', '\u200E');
        return new Uri(
            written.StartsWith('+') || written.StartsWith('\uFF0B') ? $"tel:+{digits}"
            : digits.StartsWith("00", StringComparison.Ordinal) ? $"tel:+{digits[2..]}"
            : digits.Length == DigitsInNorthAmerica ? $"tel:+1{digits}"
            : digits.Length == DigitsInNorthAmerica + 1 && digits[0] == '1' ? $"tel:+{digits}"
            : $"tel:{digits}");
    }
}
