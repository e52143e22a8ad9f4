using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace BlueSky.Content.Tests.Mails;

/// <summary>A rule of a style element.</summary>
/// <param name="Condition">The <c>@media</c> rule around it; empty for none.</param>
internal sealed record CssRule(string Condition, string Selector, IReadOnlyDictionary<string, string> Declarations);

/// <summary>Reads the CSS that emails have; not for any other.</summary>
internal static partial class MailCss
{
    public static IReadOnlyDictionary<string, string> Of(IElement element) =>
        Declarations(element.GetAttribute("style") ?? "");

    public static IEnumerable<CssRule> Rules(string css)
    {
        foreach (var block in Block().Matches(css).Cast<Match>())
        {
            var condition = block.Groups["condition"].Value.Trim();
            foreach (var rule in Rule().Matches(condition.Length > 0 ? block.Groups["rules"].Value : block.Value)
                .Cast<Match>())
            {
                foreach (var selector in rule.Groups[1].Value.Split(','))
                {
                    yield return new CssRule(condition, selector.Trim(), Declarations(rule.Groups[2].Value));
                }
            }
        }
    }

    private static Dictionary<string, string> Declarations(string css) =>
        css.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(declaration => declaration.Split(':', 2))
            .GroupBy(parts => parts[0].Trim())
            .ToDictionary(same => same.Key, same => same.Last()[1].Trim());

    [GeneratedRegex(@"(?<condition>@[^{]+)\{(?<rules>(?:[^{}]+\{[^{}]*\})*\s*)\}|[^{}]+\{[^{}]*\}")]
    private static partial Regex Block();

    [GeneratedRegex(@"([^{}]+)\{([^{}]*)\}")]
    private static partial Regex Rule();
}
