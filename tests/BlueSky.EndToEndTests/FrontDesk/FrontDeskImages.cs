using BlueSky.EndToEndTests.Browser;
using BlueSky.EndToEndTests.Browser.Accessibility;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.FrontDesk;

/// <summary>The pictures of docs/front-desk.md, made anew when <c>SCREENSHOTS=1</c> asks for it.</summary>
internal static class FrontDeskImages
{
    public static async Task TakeAsync(IPage page, string name, params IEnumerable<Screen> screens)
    {
        if (!Screenshots.AreWanted)
        {
            return;
        }

        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        foreach (var screen in screens)
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await page.EvaluateAsync("() => { document.activeElement.blur(); scrollTo(0, 0); }");
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(Repository.GuideImages, $"front-desk-{name}-{screen.Name}.png"),
            });
        }
    }
}
