using System.Text.RegularExpressions;

namespace BlueSky.Functions.Spam;

/// <summary>Finds links in what was typed.</summary>
internal static partial class Links
{
    /// <summary>
    /// With a scheme, with <c>www.</c>, or a bare domain name under one of the endings that nobody gets by leaving out
    /// the space after a full stop. The domain of an e-mail address is none.
    /// </summary>
    public static IReadOnlyList<string> In(string text) => [.. Link().Matches(text).Select(match => match.Value)];

    /// <summary>Hides where it leads, leads to a chat, or is under an ending that is mostly spam.</summary>
    public static bool IsShady(string link) => Shady().IsMatch(link);

    [GeneratedRegex(
        """
        (?<![\w.@-])(?:(?:https?|ftp)://\S+|www\.\S+
        |[\w-]{1,63}(?:\.[\w-]{1,63})*\.(?:com|net|org|edu|gov|info|biz|io|ru|su|ua|cn|xyz|icu)\b(?:/\S*)?
        |[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,10}/\S*)
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Link();

    [GeneratedRegex(
        """
        ^(?:[a-z]+://)?(?:www\.)?(?:
        \d{1,3}(?:\.\d{1,3}){3}(?=[:/]|$)
        |(?:bit\.ly|tinyurl\.com|goo\.gl|is\.gd|cutt\.ly|rb\.gy|ow\.ly|tiny\.cc|shorturl\.at|clck\.ru|vk\.cc|t\.me)
            (?=/|$)
        |[^/:?\#]+\.(?:top|xyz|icu|click|loan|win|bid|buzz|cfd|sbs)(?=[:/?\#]|$))
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Shady();
}
