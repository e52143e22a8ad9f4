using System.Text.RegularExpressions;

namespace BlueSky.Functions.Spam;

/// <summary>Finds links in typed text.</summary>
internal static partial class Links
{
    /// <summary>
    /// Links with a scheme or <c>www.</c>, and bare domain names with a top-level domain that a missing space after a
    /// full stop cannot produce. Domains of email addresses and doses ("75.mg/day") are not links.
    /// </summary>
    public static IReadOnlyList<string> In(string text) => [.. Link().Matches(text).Select(match => match.Value)];

    /// <summary>A shortened URL, an IP address, a chat, or a top-level domain that is mostly used for spam.</summary>
    public static bool IsShady(string link) => !IsFamiliar(link) && Shady().IsMatch(link);

    /// <summary>See <see cref="FamiliarSites"/>.</summary>
    public static bool IsFamiliar(string link) =>
        Address().Match(link) is { Success: true } address
        && FamiliarSites.Has(address.Groups["host"].Value, address.Groups["path"].Value);

    [GeneratedRegex(
        """
        (?<![\w.@-])(?:(?:https?|ftp)://\S+|www\.\S+
        |[\w-]{1,63}(?:\.[\w-]{1,63})*\.(?:com|net|org|edu|gov|info|biz|io|ru|su|ua|cn|xyz|icu)\b(?:/\S*)?
        |(?!\d+\.[a-z])[\w-]{1,63}(?:\.[\w-]{1,63})*\.
            (?:[a-z]{2}|top|site|online|shop|store|click|link|live|club|life|app|dev|page|blog|space|website|world
            |today|news|pro|vip|win|bet|fun|one|health|care|clinic|cloud|tech|work|loan|buzz|cfd|sbs|bid)/\S*)
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

    // Punctuation after a link (a bracket, a full stop) is not part of the host. Nothing else may follow the host: in
    // "nih.gov@example.net" and "nih.gov.example.net" the host is a different one.
    [GeneratedRegex(
        """
        ^(?:https?://)?(?<host>[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,20})
        (?::\d{1,5}(?=[/?\#]|$)|[.,;:!?)\]>"'|]*$|(?=[/?\#]))(?<path>/\S*)?
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Address();
}
