using AngleSharp.Html.Dom;

namespace BlueSky.Content.Tests.Staff;

internal static class StaffRendering
{
    public static async Task<string> HtmlAsync(string name) =>
        (await StaffSamples.Pages[name](Rendering.Renderer)).Html;

    public static async Task<IHtmlDocument> RenderAsync(string name) => Rendering.Parse(await HtmlAsync(name));

    /// <summary>The names and values that a form sends before a button is pressed.</summary>
    public static IEnumerable<string> Fields(IHtmlFormElement form) => form.Elements
        .OfType<IHtmlInputElement>()
        .Where(input => input.Name != "csrf")
        .Select(input => $"{input.Name}={input.Value}");

    /// <summary>The buttons of a form with what they send: "do=called We talked".</summary>
    public static IEnumerable<string> Buttons(IHtmlFormElement form) => form.Elements
        .OfType<IHtmlButtonElement>()
        .Select(button => $"{button.Name}={button.Value} {button.TextContent}");
}
