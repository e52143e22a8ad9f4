using System.Text;
using System.Text.RegularExpressions;

namespace BlueSky.Infra.Tests.Checks;

/// <summary>A page begins with whom it is for, is short enough to be read, and its links lead somewhere.</summary>
internal static partial class PageCheck
{
    /// <param name="folder">Where the page is.</param>
    /// <param name="maxLines">Null for a page that may have any length.</param>
    public static IEnumerable<string> Findings(string folder, string page, int? maxLines)
    {
        var lines = page.TrimEnd('\n').Split('\n');
        if (lines.Skip(1).FirstOrDefault(line => line.Length > 0)?.StartsWith("For ", StringComparison.Ordinal) != true)
        {
            yield return "it does not begin with whom it is for";
        }

        if (lines.Length > maxLines)
        {
            yield return $"it has {lines.Length} lines";
        }

        foreach (var link in Links(page).Where(link => !Resolves(folder, page, link)))
        {
            yield return $"{link} leads nowhere";
        }
    }

    /// <summary>Relative links and pictures, outside of code.</summary>
    public static IEnumerable<string> Links(string page) => Link().Matches(Prose(page))
        .Select(match => match.Groups[1].Value)
        .Where(link => !link.Contains("://", StringComparison.Ordinal));

    private static bool Resolves(string folder, string page, string link)
    {
        var (path, anchor) = link.Split('#') is [var before, var behind] ? (before, behind) : (link, null);
        var file = Path.Combine(folder, path);
        return path.Length == 0 ? Anchors(page).Contains(anchor)
            : anchor is null ? Path.Exists(file)
            : File.Exists(file) && Anchors(File.ReadAllText(file)).Contains(anchor);
    }

    private static IEnumerable<string?> Anchors(string page) => Heading().Matches(Fence().Replace(page, ""))
        .Select(heading => Anchor(heading.Groups[1].Value))
        .GroupBy(anchor => anchor, StringComparer.Ordinal)
        .SelectMany(same => same.Select((anchor, index) => index == 0 ? anchor : $"{anchor}-{index}"));

    // As GitHub makes them.
    private static string Anchor(string heading)
    {
        var anchor = new StringBuilder();
        foreach (var character in heading.Trim().ToLowerInvariant())
        {
            if (character == ' ')
            {
                anchor.Append('-');
            }
            else if (char.IsLetterOrDigit(character) || character is '-' or '_')
            {
                anchor.Append(character);
            }
        }

        return anchor.ToString();
    }

    private static string Prose(string page) => Code().Replace(Fence().Replace(page, ""), "");

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex("""(?:\]\(|<img src=")([^)"\s]+)""")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
