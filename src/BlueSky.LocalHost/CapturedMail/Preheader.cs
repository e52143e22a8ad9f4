using System.Net;
using System.Text.RegularExpressions;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>Finds the text that an inbox shows after the subject: the email's first hidden element.</summary>
internal static partial class Preheader
{
    /// <returns>Null when there is none.</returns>
    public static string? In(string? html) =>
        Hidden().Match(html ?? "") is { Success: true } hidden
        && Blanks().Replace(WebUtility.HtmlDecode(hidden.Groups["text"].Value), " ").Trim() is { Length: > 0 } text
            ? text
            : null;

    [GeneratedRegex(
        """<(?:div|span)\b[^>]*\bstyle="[^"]*\bdisplay:\s*none[^"]*"[^>]*>(?<text>[^<]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    // Senders fill the rest of an inbox's line with characters that cannot be seen.
    [GeneratedRegex("""[\s\u00A0\u00AD\u034F\u200B-\u200F\u2007\uFEFF]+""")]
    private static partial Regex Blanks();
}
