using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>The pictures of docs/webflow.md, made anew when <c>SCREENSHOTS=1</c> asks for it.</summary>
internal static class GuideImages
{
    /// <param name="subject">In the middle of the picture.</param>
    public static async Task TakeAsync(ILocator subject, string state)
    {
        if (!Screenshots.AreWanted)
        {
            return;
        }

        var page = subject.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        foreach (var screen in Screen.All)
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await subject.EvaluateAsync("element => element.scrollIntoView({ block: 'center' })");
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(Repository.GuideImages, $"{state}-{screen.Name}.png"),
            });
        }
    }
}
