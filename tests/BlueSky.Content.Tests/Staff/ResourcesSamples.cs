using BlueSky.Content.Staff;

namespace BlueSky.Content.Tests.Staff;

/// <summary>The free resources, while they are edited.</summary>
internal static class ResourcesSamples
{
    private static readonly ResourceRow Guide = new(
        "How to prepare for a first appointment", "https://www.example.com/resources/first", "What to bring.", "en");

    private static readonly ResourceRow SpanishGuide = new(
        "Preguntas para su visita", "https://www.example.com/es/preguntas", "", "es");

    private static readonly ResourceRow Blank = new("", "", "", "en");

    public static readonly ResourcesModel Edit = new(SignedIn.Manager, 3, [Guide, SpanishGuide, Blank, Blank]);

    public static readonly ResourcesModel Saved = Edit with
    {
        Version = 4, Saved = "Saved. Subscribers get these from now on.",
    };

    public static readonly ResourcesModel BrokenLink = Edit with
    {
        Rows = [Guide with { Problem = $"The link of “{Guide.Title}” does not open (404)." }, SpanishGuide, Blank],
        MaySaveAnyway = true,
    };

    public static readonly ResourcesModel NoTitle = Edit with
    {
        Rows = [Guide, SpanishGuide with { Title = "", Problem = "This link has no title." }, Blank],
    };

    public static readonly ResourcesModel Conflict = Edit with { Conflict = "Rosa changed these 3 minutes ago." };

    public static readonly ResourcesModel Hostile = Edit with
    {
        Rows = [.. Samples.Hostile.Select(typed => new ResourceRow(typed, typed, typed, typed, typed))],
        MaySaveAnyway = true,
    };
}
