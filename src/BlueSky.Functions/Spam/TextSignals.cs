using System.Text.RegularExpressions;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Spam;

/// <summary>
/// Signals in the typed text: unusual links and markup. Language and script are never a signal.
/// </summary>
internal static partial class TextSignals
{
    /// <summary>A field with a smaller limit counts as a line, not as free text.</summary>
    private const int MinTextLength = 200;

    private static readonly HashSet<string> Particles = new(StringComparer.OrdinalIgnoreCase)
    {
        "al", "de", "del", "den", "der", "di", "du", "el", "fitz", "la", "le", "mac", "mc", "st", "te", "van", "von",
    };

    public static IEnumerable<Signal> Of(Form form, FormEntry entry)
    {
        var lines = form.Fields.Where(field => field.Kind is FieldKind.Text || IsLine(field))
            .Where(field => entry[field.Name] is { } value && Links.In(value).Count > 0);
        foreach (var field in lines)
        {
            yield return new Signal($"link in {field.Name}", field.Kind is FieldKind.Text ? 2 : 3);
        }

        if (entry["name"] is { } name && IsScrambled(name))
        {
            yield return new Signal("scrambled name", 4);
        }

        var text = string.Join('\n', FreeText(form, entry));
        if (Markup().IsMatch(text))
        {
            yield return new Signal("markup", 3);
        }

        foreach (var signal in OfLinks(text))
        {
            yield return signal;
        }
    }

    /// <summary>The visitor's longer texts, including fields that the form does not define.</summary>
    public static IEnumerable<string> FreeText(Form form, FormEntry entry) =>
    [
        .. form.Fields.Where(field => field.Kind is FieldKind.LongText && !IsLine(field))
            .Select(field => entry[field.Name]).OfType<string>(),
        .. entry.Others.Select(field => field.Value),
    ];

    // One link may be a doctor's page, two a page and a map; more links are plausible only in a longer text.
    private static IEnumerable<Signal> OfLinks(string text)
    {
        // Patients link to articles and to their records: see FamiliarSites.
        var links = Links.In(text).Where(link => !Links.IsFamiliar(link)).Distinct().ToList();
        var share = (double)links.Sum(link => link.Length) / text.Length;
        if (links.Count > 0)
        {
            yield return new Signal(
                links.Count == 1 ? "1 link" : $"{links.Count} links",
                links.Count < 3 ? links.Count : share < 0.2 ? 3 : 5);
        }

        if (share > 0.5)
        {
            yield return new Signal("mostly links", 2);
        }

        if (links.Any(Links.IsShady))
        {
            yield return new Signal("shady link", 3);
        }
    }

    private static bool IsLine(FormField field) => field.Kind is FieldKind.LongText && field.MaxLength < MinTextLength;

    // "hTkQwZrLpn" is scrambled; "VanDerWaal", "DeShawn" and "MaryAnnSmithJones" are not.
    private static bool IsScrambled(string name) =>
        name.Split(' ', '-', '\'').Any(word => word.Length >= 8
            && CaseChange().Split(word).SkipLast(1)
                .Count(part => !Particles.Contains(part) && !Name().IsMatch(part)) >= 2);

    // Matches a tag, but not "pain <a lot" or an address in angle brackets.
    [GeneratedRegex(
        @"\[/?(?:url|link|img)\b|<\s*/?\s*(?:a|script|iframe|img|form|meta)(?=\s*/?>|[\s/]+[a-z-]+\s*=)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex CaseChange();

    // With a vowel or a non-ASCII letter.
    [GeneratedRegex(
        @"^(?=\p{Lu}?\p{Ll}*[aeiouy\u0080-\uFFFF]|[AEIOUY])\p{Lu}\p{Ll}{2,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
