using System.Text.RegularExpressions;

namespace BlueSky.Content.Tests.Pages;

public sealed partial class PageStylesTests
{
    private static readonly string Css = BrandStyles.Default.Pages.Css;

    [Fact]
    public async Task Each_class_of_a_page_has_a_rule_and_each_rule_a_page()
    {
        var known = Classes().Matches(Css).Select(match => match.Groups[1].Value).ToHashSet();
        var used = new HashSet<string>();
        foreach (var (name, language) in PageSamples.All)
        {
            var document = Rendering.Parse((await PageSamples.RenderAsync(name, language)).Html);
            used.UnionWith(document.All.SelectMany(element => element.ClassList));
        }

        Assert.Equal(known.Order(), used.Order());
    }

    [Fact]
    public void Each_color_that_is_used_is_defined_for_light_and_dark()
    {
        var themes = Css.Split("@media screen and (prefers-color-scheme: dark)");
        var used = Used().Matches(Css).Select(match => match.Groups[1].Value).Distinct().Except(["sans", "serif"]);

        Assert.All(used, color =>
        {
            Assert.Contains($"--{color}: ", themes[0], StringComparison.Ordinal);
            Assert.Contains($"--{color}: ", themes[1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_sheet_fetches_nothing_and_ends_nowhere_early()
    {
        Assert.DoesNotContain("url(", Css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", Css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('<', Css);
        Assert.Equal(Css.Count(sign => sign == '{'), Css.Count(sign => sign == '}'));
    }

    [GeneratedRegex(@"var\(--([a-z-]+)\)")]
    private static partial Regex Used();

    [GeneratedRegex(@"\.([a-z]+)")]
    private static partial Regex Classes();
}
