namespace BlueSky.Content.Brand;

/// <summary>
/// A color by lightness (0 to 1), chroma and hue (in radians): changing one keeps the others as the eye sees them.
/// Matrices: Björn Ottosson, "A perceptual color space for image processing" (Oklab).
/// </summary>
internal readonly record struct Oklch(double Lightness, double Chroma, double Hue)
{
    private const double ChromaStep = 0.002;

    /// <summary>How far a channel may be outside 0 to 1 by rounding.</summary>
    private const double Tolerance = 0.0005;

    public static Oklch Of(Rgb color)
    {
        var (red, green, blue) = color.Linear;
        var l = Math.Cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
        var m = Math.Cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
        var s = Math.Cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
        var a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
        var b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
        return new Oklch(
            0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.Sqrt(a * a + b * b), Math.Atan2(b, a));
    }

    /// <summary>A color that screens can show: keeps lightness and hue, and lowers the chroma until it fits.</summary>
    public Rgb ToRgb()
    {
        for (var chroma = Chroma; ; chroma -= ChromaStep)
        {
            var (red, green, blue) = ToLinear(Math.Max(0, chroma));
            if (chroma <= 0 || (Fits(red) && Fits(green) && Fits(blue)))
            {
                return Rgb.OfLinear(red, green, blue);
            }
        }
    }

    private (double Red, double Green, double Blue) ToLinear(double chroma)
    {
        var (a, b) = (chroma * Math.Cos(Hue), chroma * Math.Sin(Hue));
        var l = Cube(Lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(Lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(Lightness - 0.0894841775 * a - 1.291485548 * b);
        return (
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
    }

    private static bool Fits(double channel) => channel is >= -Tolerance and <= 1 + Tolerance;

    private static double Cube(double value) => value * value * value;
}
