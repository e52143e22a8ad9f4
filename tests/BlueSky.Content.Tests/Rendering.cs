using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BlueSky.Content.Tests;

internal static class Rendering
{
    public static ContentRenderer Renderer { get; } = new();

    public static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    /// <summary>Whatever would make a browser or mail client fetch or run something.</summary>
    public static IEnumerable<string> FetchesAndScripts(IHtmlDocument document) => document.All
        .Where(element =>
            element.LocalName is "script" or "img" or "link" or "iframe" or "object" or "embed" or "video" or "audio" or
                "source" or "base" or "svg" or "picture"
            || element.Attributes.Any(attribute =>
                attribute.Name is "src" or "srcset" or "background" or "poster"
                || attribute.Name.StartsWith("on", StringComparison.Ordinal))
            || Fetches(element.GetAttribute("style"))
            || (element.LocalName == "style" && Fetches(element.TextContent)))
        .Select(element => element.OuterHtml);

    private static bool Fetches(string? css) =>
        css is not null && (css.Contains("url(", StringComparison.OrdinalIgnoreCase)
            || css.Contains("@import", StringComparison.OrdinalIgnoreCase));
}
