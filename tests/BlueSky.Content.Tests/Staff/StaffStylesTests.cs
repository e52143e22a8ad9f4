using System.Globalization;
using System.Text.RegularExpressions;
using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

public sealed partial class StaffStylesTests
{
    /// <summary>Which color of text stands on which ground.</summary>
    public static TheoryData<string, string, double> Pairs => new()
    {
        { "text", "ground", 4.5 },
        { "text", "sheet", 4.5 },
        { "text", "line", 4.5 },
        { "text", "sky-tint", 4.5 },
        { "text", "wait-tint", 4.5 },
        { "text", "good-tint", 4.5 },
        { "text", "danger-tint", 4.5 },
        { "muted", "ground", 4.5 },
        { "muted", "sheet", 4.5 },
        { "brand", "ground", 4.5 },
        { "brand", "sheet", 4.5 },
        { "brand", "good-tint", 4.5 },
        { "brand", "wait-tint", 4.5 },
        { "brand-hover", "sky-tint", 4.5 },
        { "on-brand", "brand", 4.5 },
        { "on-brand", "brand-hover", 4.5 },
        { "danger", "sheet", 4.5 },
        { "danger", "danger-tint", 4.5 },
        { "wait", "ground", 4.5 },
        { "wait", "sheet", 4.5 },
        { "wait", "wait-tint", 4.5 },
        { "good", "good-tint", 4.5 },
        { "control", "sheet", 3 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_and_fields_stand_out_in_light_and_in_dark(string text, string ground, double atLeast)
    {
        var themes = BrandStyles.Default.Staff.Css.Split("@media screen and (prefers-color-scheme: dark)");

        Assert.InRange(Contrast(themes[0], text, ground), atLeast, 21);
        Assert.InRange(Contrast(themes[1], text, ground), atLeast, 21);
    }

    [Fact]
    public void Each_color_that_is_used_is_defined_for_light_and_dark()
    {
        var themes = BrandStyles.Default.Staff.Css.Split("@media screen and (prefers-color-scheme: dark)");
        var used = Used().Matches(BrandStyles.Default.Staff.Css).Select(match => match.Groups[1].Value).Distinct()
            .Except(["sans", "serif"]);

        Assert.All(used, color =>
        {
            Assert.Contains($"--{color}: ", themes[0], StringComparison.Ordinal);
            Assert.Contains($"--{color}: ", themes[1], StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Each_class_of_a_page_has_a_rule()
    {
        var known = Classes().Matches(BrandStyles.Default.Staff.Css).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var name in StaffSamples.Pages.Keys)
        {
            var document = await StaffRendering.RenderAsync(name);
            Assert.Empty(document.All.SelectMany(element => element.ClassList).Except(known));
        }
    }

    [Fact]
    public void The_sheet_fetches_nothing_and_ends_nowhere_early()
    {
        Assert.DoesNotContain("url(", BrandStyles.Default.Staff.Css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", BrandStyles.Default.Staff.Css, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('<', BrandStyles.Default.Staff.Css);
        Assert.Equal(
            BrandStyles.Default.Staff.Css.Count(sign => sign == '{'),
            BrandStyles.Default.Staff.Css.Count(sign => sign == '}'));
    }

    // WCAG 2.2: the relative luminances of both colors.
    private static double Contrast(string theme, string one, string other)
    {
        double[] both = [Luminance(theme, one), Luminance(theme, other)];
        return (both.Max() + 0.05) / (both.Min() + 0.05);
    }

    private static double Luminance(string theme, string color)
    {
        var hex = Regex.Match(theme, $"--{color}: #([0-9a-f]{{6}});").Groups[1].Value;
        return (0.2126 * Part(hex[..2])) + (0.7152 * Part(hex[2..4])) + (0.0722 * Part(hex[4..]));
    }

    private static double Part(string hex)
    {
        var value = int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"var\(--([a-z-]+)\)")]
    private static partial Regex Used();

    [GeneratedRegex(@"\.([a-z]+)")]
    private static partial Regex Classes();
}
