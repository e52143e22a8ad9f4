using System.Text.RegularExpressions;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>An email's html for a frame, in one of its two themes.</summary>
internal static partial class EmailFrame
{
    /// <summary>
    /// Nothing runs and nothing is loaded but pictures, also when the address is opened by itself. Links open in a new
    /// tab, outside the sandbox.
    /// </summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; "
        + $"frame-ancestors 'self'; sandbox {Sandbox}";

    public const string Sandbox = "allow-popups allow-popups-to-escape-sandbox";

    // The colors of everything that the email gives none, such as the ground.
    private const string Head =
        """<base target="_blank"><style>:root { color-scheme: THEME !important; }</style>""";

    private const string Always = "(min-width: 0)";
    private const string Never = "(max-width: 0)";

    /// <summary>
    /// A page cannot tell a frame which color scheme it has: the frame asks the reader's system. So the question is
    /// answered here: in the email's styles, each condition on the color scheme becomes one that is always or never
    /// true. They can stand where it stood, also after <c>and</c> or <c>not</c>, unlike <c>all</c> and <c>not all</c>.
    /// </summary>
    public static string Render(string html, EmailTheme theme)
    {
        var name = theme == EmailTheme.Dark ? "dark" : "light";
        var themed = StyleElement().Replace(html, style => ColorScheme().Replace(
            style.Value,
            asked => asked.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase) ? Always : Never));
        var head = Head.Replace("THEME", name, StringComparison.Ordinal);
        // Before the doctype, it would put the email into quirks mode.
        return StartOfHead().IsMatch(themed)
            ? StartOfHead().Replace(themed, start => start.Value + head, 1)
            : Doctype().Replace(themed, start => start.Value + head, 1);
    }

    [GeneratedRegex(@"<style\b.*?</style\s*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex StyleElement();

    [GeneratedRegex(@"\(\s*prefers-color-scheme\s*:\s*(?<name>light|dark)\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex ColorScheme();

    [GeneratedRegex(@"<head(\s[^>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex StartOfHead();

    [GeneratedRegex(@"^(\s*<!doctype[^>]*>)?", RegexOptions.IgnoreCase)]
    private static partial Regex Doctype();
}
