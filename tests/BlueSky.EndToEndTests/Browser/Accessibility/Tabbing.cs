using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>A visitor without a mouse.</summary>
internal static class Tabbing
{
    // Longer than the way through any page here.
    private const int MaxStops = 40;

    private const string Focused = """
        () => {
          const element = document.activeElement;
          if (element === document.body) return '';
          const name = (element.labels?.[0]?.textContent || element.value || element.textContent).trim();
          const { outlineStyle, outlineWidth } = getComputedStyle(element);
          const { top, bottom, left, right } = element.getBoundingClientRect();
          const outlined = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2;
          const onScreen = top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
          return outlined && onScreen ? name : `${name} (not to be seen)`;
        }
        """;

    /// <summary>What has the focus, by its name, and whether that can be seen; empty for the page itself.</summary>
    public static Task<string> FocusedAsync(this IPage page) => page.EvaluateAsync<string>(Focused);

    /// <summary>Every stop from where the focus is to the end of the page.</summary>
    public static async Task<IReadOnlyList<string>> TabThroughAsync(this IPage page)
    {
        var stops = new List<string>();
        while (stops.Count < MaxStops && await TabAsync(page) is { Length: > 0 } stop)
        {
            stops.Add(stop);
        }

        return stops;
    }

    public static async Task TabToAsync(this IPage page, string name)
    {
        for (var stops = 0; await TabAsync(page) != name; stops++)
        {
            Assert.True(stops < MaxStops, $"The tab key does not lead to {name}.");
        }
    }

    private static async Task<string> TabAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Tab");
        return await page.FocusedAsync();
    }
}
