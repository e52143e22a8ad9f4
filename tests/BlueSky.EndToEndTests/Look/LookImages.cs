using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Look;

/// <summary>
/// The pictures of docs/gallery.md, made anew when <c>SCREENSHOTS=1</c> asks for it: each of an email or page on a phone
/// and on a desktop, light and dark.
/// </summary>
internal static class LookImages
{
    private const string Style = """
        body { margin: 0; padding: 16px; background: #8b9096; }
        main { display: flex; gap: 16px; align-items: flex-start; width: max-content; }
        img { display: block; }
        """;

    // Half the size: a picture has four of them.
    private static readonly (ColorScheme Scheme, int Width)[] Views =
    [
        (ColorScheme.Light, 390), (ColorScheme.Dark, 390), (ColorScheme.Light, 800), (ColorScheme.Dark, 800),
    ];

    public static async Task TakeAsync(IPage page, string kind, string name)
    {
        // What a hostile visitor typed is no picture for a guide.
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") != "1" || name.Contains("hostile", StringComparison.Ordinal))
        {
            return;
        }

        var images = new List<string>();
        foreach (var (scheme, width) in Views)
        {
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await page.SetViewportSizeAsync(width, 400);
            var picture = await page.ScreenshotAsync(new() { FullPage = true });
            images.Add($"<img width={width / 2} src='data:image/png;base64,{Convert.ToBase64String(picture)}'>");
        }

        var folder = Directory.CreateDirectory(Path.Combine(Repository.GuideImages, kind));
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1280, 400);
        await page.UnrouteAllAsync();
        await page.SetContentAsync($"<style>{Style}</style><main>{string.Concat(images)}</main>");
        await page.Locator("body").ScreenshotAsync(new() { Path = Path.Combine(folder.FullName, $"{name}.png") });
    }
}
