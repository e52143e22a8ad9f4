namespace BlueSky.Content;

/// <summary>The link that dials a number (RFC 3966).</summary>
public static class TelUri
{
    private const int DigitsInNorthAmerica = 10;

    /// <param name="written">The number as people write it: one with a + has its country code.</param>
    /// <param name="digits">Its digits, in ASCII.</param>
    public static string Of(string written, string digits)
    {
        var start = written.TrimStart(' ', '(', '\u202A', '\u200E');
        return start.StartsWith('+') || start.StartsWith('\uFF0B') ? $"tel:+{digits}"
            : digits.StartsWith("00", StringComparison.Ordinal) ? $"tel:+{digits[2..]}"
            : digits.Length == DigitsInNorthAmerica ? $"tel:+1{digits}"
            : digits.Length == DigitsInNorthAmerica + 1 && digits[0] == '1' ? $"tel:+{digits}"
            : $"tel:{digits}";
    }
}
