namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>What visitors hold in their hands.</summary>
internal sealed record Screen(string Name, int Width, int Height)
{
    public static IReadOnlyList<Screen> All { get; } = [new("phone", 390, 700), new("desktop", 1000, 640)];
}
