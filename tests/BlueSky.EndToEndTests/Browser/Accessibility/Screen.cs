namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>What visitors hold in their hands.</summary>
internal sealed record Screen(string Name, int Width, int Height)
{
    public static IReadOnlyList<Screen> All { get; } = [new("phone", 390, 700), new("desktop", 1000, 640)];

    /// <summary>A small phone, and a phone whose text is zoomed to 200 %.</summary>
    public static IReadOnlyList<Screen> Narrow { get; } = [new("320 px", 320, 640), new("200 %", 195, 350)];
}
