namespace BlueSky.Content.Brand;

/// <summary>
/// All colors of pages and emails, from one color of the clinic. Neutral colors and signals are fixed; six follow from
/// the clinic's hue, with a lightness that gives text a contrast of at least 4.5:1, whatever color it is.
/// </summary>
public sealed class Palette
{
    /// <summary>More than the 4.5 that text needs, because links stand in sentences.</summary>
    private const double MinContrast = 6;

    private const double MaxChroma = 0.13;
    private const double LightnessStep = 0.005;

    private static readonly Theme LightNeutrals = new()
    {
        Ground = "#f7f5f1", Sheet = "#ffffff", Text = "#22292f", Muted = "#545e67", Line = "#e4dfd6",
        Control = "#7a838b",
        Danger = "#a1261c", DangerLine = "#e9bcb6", DangerTint = "#fdf1ef",
        Wait = "#7a4a00", WaitLine = "#e9cf9a", WaitTint = "#fdf3df",
        Good = "#1d6840", GoodLine = "#b5d9c3", GoodTint = "#ebf6ef",
    };

    private static readonly Theme DarkNeutrals = new()
    {
        Ground = "#14181c", Sheet = "#1d2328", Text = "#eceff1", Muted = "#b4bdc5", Line = "#353d45",
        Control = "#8a949d",
        Danger = "#ffb0a6", DangerLine = "#7a4640", DangerTint = "#3a2220",
        Wait = "#ffd591", WaitLine = "#6f5a30", WaitTint = "#352a17",
        Good = "#97dfb4", GoodLine = "#3c6a4e", GoodTint = "#1a3124",
    };

    private Palette(Rgb color)
    {
        var given = Oklch.Of(color);
        var chroma = Math.Min(given.Chroma, MaxChroma);
        Rgb Of(double lightness, double part) => new Oklch(lightness, chroma * part, given.Hue).ToRgb();

        var lightTint = Of(0.962, 0.2);
        var light = Readable(0.45, -LightnessStep, lightness => Of(lightness, 1), LightNeutrals, lightTint);
        Light = LightNeutrals with
        {
            Brand = $"{light}",
            BrandHover = $"{Of(Oklch.Of(light).Lightness - 0.08, 1)}",
            OnBrand = "#ffffff",
            Sky = $"{Of(0.8, 0.9)}",
            SkyLine = $"{Of(0.88, 0.45)}",
            SkyTint = $"{lightTint}",
        };

        var darkTint = Of(0.29, 0.35);
        var dark = Readable(0.82, LightnessStep, lightness => Of(lightness, 0.85), DarkNeutrals, darkTint);
        Dark = DarkNeutrals with
        {
            Brand = $"{dark}",
            BrandHover = $"{Of(Math.Min(0.95, Oklch.Of(dark).Lightness + 0.07), 0.7)}",
            OnBrand = $"{Of(0.2, 0.4)}",
            Sky = $"{Of(0.56, 0.9)}",
            SkyLine = $"{Of(0.42, 0.6)}",
            SkyTint = $"{darkTint}",
        };
    }

    /// <summary>The palette of a clinic that has set no color.</summary>
    public static Palette Default { get; } = new(Rgb.TryParse("#1a5a87")!.Value);

    public Theme Light { get; }

    public Theme Dark { get; }

    /// <param name="color">Written as <c>#rrggbb</c>.</param>
    /// <returns>Null when it is not a color.</returns>
    public static Palette? TryCreate(string color) => Rgb.TryParse(color) is { } given ? new Palette(given) : null;

    // The wanted lightness, moved until it can be read on everything behind it.
    private static Rgb Readable(double lightness, double step, Func<double, Rgb> of, Theme theme, Rgb tint)
    {
        Rgb[] grounds = [Rgb.TryParse(theme.Sheet)!.Value, Rgb.TryParse(theme.Ground)!.Value, tint];
        var color = of(lightness);
        while (lightness is > 0 and < 1 && grounds.Any(ground => Rgb.Contrast(color, ground) < MinContrast))
        {
            lightness += step;
            color = of(lightness);
        }

        return color;
    }
}
