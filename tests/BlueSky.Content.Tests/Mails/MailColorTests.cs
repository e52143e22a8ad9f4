using AngleSharp.Dom;
using BlueSky.Content.Brand;

namespace BlueSky.Content.Tests.Mails;

/// <summary>All text can be read, in both themes and with any color of a clinic.</summary>
public sealed class MailColorTests
{
    private const double MinContrast = 4.5;
    private const string Dark = "@media (prefers-color-scheme:dark)";

    public static TheoryData<string> Colors =>
    [
        "#1a5a87", "#2f6b3c", "#b3541e", "#7a2e8e", "#e91e63", "#ffd400", "#000000", "#ffffff", "#808080", "#ff0000",
        "#00ff00", "#0000ff", "#00ffff", "#ff00ff", "#ffff00", "#ff8000", "#8000ff", "#123456", "#c0ffee", "#5c4033",
    ];

    [Theory]
    [MemberData(nameof(Colors))]
    public async Task Text_has_contrast_in_both_themes(string color)
    {
        var styles = new BrandStyles(Palette.TryCreate(color)!);
        foreach (var name in MailSamples.Names)
        {
            var document = Rendering.Parse((await MailSamples.RenderAsync(name, styles)).Html);
            var dark = MailCss.Rules(document.QuerySelector("style")!.TextContent)
                .Where(rule => rule.Condition == Dark).ToList();
            var texts = document.QuerySelectorAll("[role=article] *")
                .Where(element => element.ChildNodes.OfType<IText>().Any(text => text.Data.Trim().Length > 0)
                    || element.LocalName == "img");

            Assert.All(texts, element =>
            {
                Assert.InRange(Contrast(element, []), MinContrast, 21);
                Assert.InRange(Contrast(element, dark), MinContrast, 21);
            });
        }
    }

    [Fact]
    public async Task The_dark_theme_changes_every_color()
    {
        var document = Rendering.Parse((await MailSamples.RenderAsync("consultation-received")).Html);
        var dark = MailCss.Rules(document.QuerySelector("style")!.TextContent)
            .Where(rule => rule.Condition == Dark).ToList();

        Assert.All(document.QuerySelectorAll("[style]"), element => Assert.All(
            MailCss.Of(element).Keys.Where(property => property is "color" or "background-color"),
            property => Assert.NotNull(InTheme(element, property, dark))));
    }

    private static double Contrast(IElement element, IReadOnlyList<CssRule> theme) => Rgb.Contrast(
        Rgb.TryParse(Nearest(element, "color", theme))!.Value,
        Rgb.TryParse(Nearest(element, "background-color", theme))!.Value);

    private static string Nearest(IElement element, string property, IReadOnlyList<CssRule> theme) =>
        new[] { element }.Concat(element.Ancestors<IElement>())
            .Select(each => InTheme(each, property, theme) ?? MailCss.Of(each).GetValueOrDefault(property))
            .First(value => value is not null)!;

    private static string? InTheme(IElement element, string property, IReadOnlyList<CssRule> theme) => theme
        .LastOrDefault(rule =>
            element.ClassList.Contains(rule.Selector[1..]) && rule.Declarations.ContainsKey(property))
        ?.Declarations[property].Replace("!important", "", StringComparison.Ordinal);
}
