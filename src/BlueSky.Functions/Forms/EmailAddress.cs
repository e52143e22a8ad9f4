using System.Globalization;
using System.Net;
using System.Text;

namespace BlueSky.Functions.Forms;

/// <summary>
/// A syntactically valid e-mail address. International local parts and domains, <c>+</c> and apostrophes are valid;
/// quoted local parts and address literals are not: nobody has one, and typing errors look like them.
/// </summary>
internal sealed record EmailAddress
{
    public const int MaxLength = 254;
    private const int MaxLocalBytes = 64;
    private const int MaxDomainLength = 253;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>The part before the @, as written.</summary>
    public string Local { get; }

    /// <summary>The part after the @, lower case and in punycode.</summary>
    public string Domain { get; }

    /// <summary>What a mail is addressed to.</summary>
    public string Deliverable => $"{Local}@{Domain}";

    /// <summary>False for a local part outside ASCII, which SendGrid cannot send to.</summary>
    public bool CanBeSentTo => Ascii.IsValid(Local);

    /// <summary>
    /// One spelling per mailbox, for keys and limits. Case is folded in the local part too: every provider ignores
    /// it, and limits that did not could be walked around letter by letter. Dots and plus tags are kept: their
    /// meaning is the provider's.
    /// </summary>
    public string Canonical => $"{Local.Normalize(NormalizationForm.FormC).ToLowerInvariant()}@{Domain}";

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

    /// <summary>The address of a row, which was checked before it was stored.</summary>
    /// <exception cref="InvalidOperationException">It was not stored by this app.</exception>
    public static EmailAddress OfStored(string? text) =>
        TryParse(text ?? "") ?? throw new InvalidOperationException("A stored address is not a valid one.");

    private static bool IsLocalPart(string local) =>
        Encoding.UTF8.GetByteCount(local) <= MaxLocalBytes
        && local[0] != '.' && local[^1] != '.' && !local.Contains("..", StringComparison.Ordinal)
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
