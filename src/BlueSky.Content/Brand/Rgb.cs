using System.Globalization;

namespace BlueSky.Content.Brand;

/// <summary>A color as screens show it; its text is <c>#rrggbb</c>.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The channels as light, from 0 to 1.</summary>
    public (double Red, double Green, double Blue) Linear => (ToLinear(Red), ToLinear(Green), ToLinear(Blue));

    // Weights and offset: WCAG 2.2, "relative luminance" and "contrast ratio".
    private double Luminance => 0.2126 * Linear.Red + 0.7152 * Linear.Green + 0.0722 * Linear.Blue;

    public static Rgb OfLinear(double red, double green, double blue) =>
        new(FromLinear(red), FromLinear(green), FromLinear(blue));

    /// <param name="text">Written as <c>#rrggbb</c>.</param>
    public static Rgb? TryParse(string text) =>
        text is ['#', _, _, _, _, _, _]
        && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value)
            : null;

    /// <summary>From 1 to 21; text needs 4.5, the edge of a field 3.</summary>
    public static double Contrast(Rgb one, Rgb other)
    {
        var (lighter, darker) = one.Luminance > other.Luminance ? (one, other) : (other, one);
        return (lighter.Luminance + 0.05) / (darker.Luminance + 0.05);
    }

    public override string ToString() => $"#{Red:x2}{Green:x2}{Blue:x2}";

    private static double ToLinear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static byte FromLinear(double channel)
    {
        var value = Math.Clamp(channel, 0, 1);
        var gamma = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.Pow(value, 1 / 2.4) - 0.055;
        return (byte)Math.Round(255 * gamma, MidpointRounding.AwayFromZero);
    }
}
