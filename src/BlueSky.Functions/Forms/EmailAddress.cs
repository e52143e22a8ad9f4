using System.Globalization;
using System.Net;
using System.Text;

namespace BlueSky.Functions.Forms;

/// <summary>
/// A syntactically valid email address. International local parts and domains, <c>+</c>, apostrophes and dots in odd
/// places (<c>a..b@</c>, which some providers allow) are valid. Quoted local parts and address literals are not: they
/// are practically unused, and are usually typing errors.
/// </summary>
internal sealed record EmailAddress
{
    public const int MaxLength = 254;
    private const string MailTo = "mailto:";
    private const int MaxTypedLength = 1_000;
    private const int MaxLocalBytes = 64;
    private const int MaxDomainLength = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>The part before the @, as written.</summary>
    public string Local { get; }

    /// <summary>The part after the @, lower case and in punycode.</summary>
    public string Domain { get; }

    /// <summary>As it is stored and shown.</summary>
    public string Text => $"{Local}@{Domain}";

    /// <summary>The address to send to: a local part with dots in odd places is quoted (RFC 5321).</summary>
    public string Deliverable => HasOddDots ? $"\"{Local}\"@{Domain}" : Text;

    /// <summary>False for a local part with non-ASCII characters, to which SendGrid cannot send.</summary>
    public bool CanBeSentTo => Ascii.IsValid(Local);

    /// <summary>
    /// One spelling per mailbox, for keys and limits. The local part is lower-cased too: every provider ignores case,
    /// and otherwise limits could be bypassed by changing it. Dots and plus tags are kept: their meaning depends on
    /// the provider.
    /// </summary>
    public string Canonical => $"{Local.Normalize(NormalizationForm.FormC).ToLowerInvariant()}@{Domain}";

    /// <summary>
    /// One spelling per person, only for limits: without a plus tag and, at Gmail, without dots. Other aliases of a
    /// person are not recognised and are limited separately.
    /// </summary>
    public EmailAddress ForLimits
    {
        get
        {
            var local = Local.IndexOf('+') is > 0 and var tag ? Local[..tag] : Local;
            var bare = Domain is "gmail.com" or "googlemail.com"
                ? local.Replace(".", "", StringComparison.Ordinal)
                : local;
            return new EmailAddress(bare.Length > 0 ? bare : local, Domain == "googlemail.com" ? "gmail.com" : Domain);
        }
    }

    private bool HasOddDots =>
        Local[0] == '.' || Local[^1] == '.' || Local.Contains("..", StringComparison.Ordinal);

    /// <summary>
    /// Removes what email programs, keyboards and word processors add to a typed or pasted address: a display name,
    /// <c>mailto:</c>, brackets, quotes, white space, invisible characters, a full stop at the end. Typographic
    /// apostrophes and hyphens become ASCII. The result is not necessarily a valid address.
    /// </summary>
    public static string Fold(string typed)
    {
        if (typed.Length > MaxTypedLength)
        {
            return typed;
        }

        var visible = string.Concat(typed.EnumerateRunes().Where(rune => !PostedText.IsInvisible(rune)));
        var text = string.Concat(visible.Select(ToAscii)).Normalize(NormalizationForm.FormKC);
        for (var before = ""; before != text;)
        {
            before = text;
            text = Unwrap(text.Trim().TrimEnd('.', ',', ';').TrimEnd());
        }

        // Without the spaces around each @.
        return text.Contains('@', StringComparison.Ordinal)
            ? string.Join('@', text.Split('@', StringSplitOptions.TrimEntries))
            : text;
    }

    /// <summary>Parses a typed address after <see cref="Fold"/>; null when it is not valid.</summary>
    public static EmailAddress? TryParseTyped(string typed) => TryParse(Fold(typed));

    /// <param name="text">Only the address; for typed text, see <see cref="TryParseTyped"/>.</param>
    public static EmailAddress? TryParse(string text)
    {
        var at = text.LastIndexOf('@');
        if (text.Length > MaxLength || at < 1)
        {
            return null;
        }

        var local = text[..at];
        return IsLocalPart(local) && ToAsciiDomain(text[(at + 1)..]) is { } domain
            && local.Length + 1 + domain.Length <= MaxLength
            ? new EmailAddress(local, domain)
            : null;
    }

    /// <summary>The address of a row, which was validated before it was stored.</summary>
    /// <exception cref="InvalidOperationException">The address is not valid.</exception>
    public static EmailAddress OfStored(string? text) =>
        TryParse(text ?? "") ?? throw new InvalidOperationException("A stored address is not a valid one.");

    private static string Unwrap(string text)
    {
        if (text.StartsWith(MailTo, StringComparison.OrdinalIgnoreCase))
        {
            return text[MailTo.Length..].Split('?')[0];
        }

        if (text.EndsWith('>') && text.LastIndexOf('<') is >= 0 and var open)
        {
            return text[(open + 1)..^1];
        }

        return text.Length > 1 && ClosingQuote(text[0]) == text[^1] ? text[1..^1] : text;
    }

    private static char? ClosingQuote(char opening) => opening switch
    {
        '"' or '\'' or '`' => opening,
        '\u201C' or '\u201E' => '\u201D',
        '\u00AB' => '\u00BB',
        _ => null,
    };

    /// <summary>Converts typographic apostrophes and hyphens to ASCII.</summary>
    public static char ToAscii(char c) => c switch
    {
        '\u00B4' or '\u2018' or '\u2019' or '\u201B' or '\u02BC' or '\u2032' => '\'',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' => '-',
        _ => c,
    };

    private static bool IsLocalPart(string local) =>
        Encoding.UTF8.GetByteCount(local) <= MaxLocalBytes
        // An encoded word (RFC 2047): email programs would decode it to a different address.
        && !local.Contains("=?", StringComparison.Ordinal)
        && local.EnumerateRunes().All(IsLocalRune);

    private static bool IsLocalRune(Rune rune) =>
        rune.IsAscii
            ? Rune.IsLetterOrDigit(rune) || "!#$%&'*+-/=?^_`{|}~.".Contains((char)rune.Value, StringComparison.Ordinal)
            : Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar;

    private static string? ToAsciiDomain(string domain)
    {
        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii.Length <= MaxDomainLength && IsHostName(ascii) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsHostName(string ascii)
    {
        var labels = ascii.Split('.');
        return labels.Length >= 2
            && labels.All(label => label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-'
                && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            && !labels[^1].All(char.IsAsciiDigit)
            && !IPAddress.TryParse(ascii, out _);
    }
}
