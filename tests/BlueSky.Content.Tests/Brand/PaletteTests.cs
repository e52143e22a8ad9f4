using BlueSky.Content.Brand;

namespace BlueSky.Content.Tests.Brand;

public sealed class PaletteTests
{
    private const double OfText = 4.5;
    private const double OfField = 3;

    /// <summary>Which color of text, or of the edge of a field, stands on which ground.</summary>
    private static readonly (string Name, Func<Theme, string> Text, Func<Theme, string> Ground, double Min)[] Pairs =
    [
        ("text on ground", theme => theme.Text, theme => theme.Ground, OfText),
        ("text on sheet", theme => theme.Text, theme => theme.Sheet, OfText),
        ("text on sky tint", theme => theme.Text, theme => theme.SkyTint, OfText),
        ("text on danger tint", theme => theme.Text, theme => theme.DangerTint, OfText),
        ("text on wait tint", theme => theme.Text, theme => theme.WaitTint, OfText),
        ("text on good tint", theme => theme.Text, theme => theme.GoodTint, OfText),
        ("muted on ground", theme => theme.Muted, theme => theme.Ground, OfText),
        ("muted on sheet", theme => theme.Muted, theme => theme.Sheet, OfText),
        ("muted on sky tint", theme => theme.Muted, theme => theme.SkyTint, OfText),
        ("muted on danger tint", theme => theme.Muted, theme => theme.DangerTint, OfText),
        ("muted on wait tint", theme => theme.Muted, theme => theme.WaitTint, OfText),
        ("muted on good tint", theme => theme.Muted, theme => theme.GoodTint, OfText),
        ("brand on ground", theme => theme.Brand, theme => theme.Ground, OfText),
        ("brand on sheet", theme => theme.Brand, theme => theme.Sheet, OfText),
        ("brand on sky tint", theme => theme.Brand, theme => theme.SkyTint, OfText),
        ("brand on danger tint", theme => theme.Brand, theme => theme.DangerTint, OfText),
        ("brand on wait tint", theme => theme.Brand, theme => theme.WaitTint, OfText),
        ("brand on good tint", theme => theme.Brand, theme => theme.GoodTint, OfText),
        ("brand hover on sky tint", theme => theme.BrandHover, theme => theme.SkyTint, OfText),
        ("button", theme => theme.OnBrand, theme => theme.Brand, OfText),
        ("button under the pointer", theme => theme.OnBrand, theme => theme.BrandHover, OfText),
        ("danger on sheet", theme => theme.Danger, theme => theme.Sheet, OfText),
        ("danger on ground", theme => theme.Danger, theme => theme.Ground, OfText),
        ("danger on its tint", theme => theme.Danger, theme => theme.DangerTint, OfText),
        ("wait on sheet", theme => theme.Wait, theme => theme.Sheet, OfText),
        ("wait on ground", theme => theme.Wait, theme => theme.Ground, OfText),
        ("wait on its tint", theme => theme.Wait, theme => theme.WaitTint, OfText),
        ("good on sheet", theme => theme.Good, theme => theme.Sheet, OfText),
        ("good on its tint", theme => theme.Good, theme => theme.GoodTint, OfText),
        ("field on sheet", theme => theme.Control, theme => theme.Sheet, OfField),
        ("field on ground", theme => theme.Control, theme => theme.Ground, OfField),
    ];

    public static TheoryData<string> Brands =>
    [
        "#1a5a87", "#2f6b3c", "#b3541e", "#7a2e8e", "#e91e63", "#ffd400", "#000000", "#ffffff", "#808080", "#ff0000",
        "#00ff00", "#0000ff", "#00ffff", "#ff00ff", "#ffff00", "#8b4513", "#20b2aa", "#f5f5dc", "#191970", "#ff7f50",
    ];

    [Theory]
    [MemberData(nameof(Brands))]
    public void Text_can_be_read_whatever_the_clinics_color_is(string color) => Assert.Empty(Failures(color));

    [Fact]
    public void Text_can_be_read_in_every_fifteenth_color_there_is()
    {
        int[] steps = [.. Enumerable.Range(0, 18).Select(step => step * 15)];
        var colors = steps.SelectMany(red => steps.SelectMany(
            green => steps.Select(blue => $"#{red:x2}{green:x2}{blue:x2}"))).ToList();

        Assert.Equal(5_832, colors.Count);
        Assert.Empty(colors.SelectMany(Failures));
    }

    // The values are those of the design's own calculation.
    [Theory]
    [InlineData("#1a5a87", "#1a5a87", "#8dc4f2", "#e8f4ff", "#96cbf6")]
    [InlineData("#2f6b3c", "#276435", "#96ce9f", "#eaf6eb", "#9fd4a7")]
    [InlineData("#b3541e", "#8b3900", "#fca57c", "#ffefe7", "#ffae87")]
    [InlineData("#7a2e8e", "#733983", "#dea5ee", "#faedfe", "#e3adf2")]
    [InlineData("#e91e63", "#8e2e45", "#ff9dad", "#feeef0", "#fea8b5")]
    [InlineData("#ffd400", "#665401", "#d6bc5f", "#f8f3df", "#dbc36c")]
    [InlineData("#000000", "#555555", "#bebebe", "#f2f2f2", "#c4c4c4")]
    public void The_clinics_color_gives_the_designs_colors(
        string color, string brand, string sky, string tint, string inTheDark)
    {
        var palette = Palette.TryCreate(color)!;

        Assert.Equal(brand, palette.Light.Brand);
        Assert.Equal(sky, palette.Light.Sky);
        Assert.Equal(tint, palette.Light.SkyTint);
        Assert.Equal(inTheDark, palette.Dark.Brand);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1a5a87")]
    [InlineData("#1a5a8")]
    [InlineData("#1a5a877")]
    [InlineData("#1a5a8g")]
    [InlineData("# 1a5a8")]
    [InlineData("blue")]
    [InlineData("#1a5a87;}")]
    public void Anything_else_is_no_color(string color) => Assert.Null(Palette.TryCreate(color));

    [Fact]
    public void Black_on_white_has_the_highest_contrast() =>
        Assert.Equal(21, Rgb.Contrast(new Rgb(0, 0, 0), new Rgb(255, 255, 255)), 6);

    private static IEnumerable<string> Failures(string color)
    {
        var palette = Palette.TryCreate(color)!;
        return from theme in new[] { palette.Light, palette.Dark }
               from pair in Pairs
               let contrast = Rgb.Contrast(Color(pair.Text(theme)), Color(pair.Ground(theme)))
               where contrast < pair.Min
               select $"{color}: {pair.Name} {contrast:0.00}";
    }

    private static Rgb Color(string text) => Rgb.TryParse(text)!.Value;
}
