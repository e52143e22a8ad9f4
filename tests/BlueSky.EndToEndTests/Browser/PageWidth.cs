using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

internal static class PageWidth
{
    /// <summary>How many pixels a reader would have to scroll sideways.</summary>
    public static Task<int> OverflowAsync(this IPage page) => page.EvaluateAsync<int>(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth");
}
