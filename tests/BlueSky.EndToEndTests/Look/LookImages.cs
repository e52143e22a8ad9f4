using BlueSky.EndToEndTests.Browser;
using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Look;

/// <summary>
/// The pictures of docs/gallery.md, made anew when <c>SCREENSHOTS=1</c> asks for it: each shows an email or a page on a
/// phone and on a desktop, light and dark.
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

    /// <summary>One of each kind: the others differ in a sentence.</summary>
    private static readonly string[] Pictured =
    [
        "subscribe-confirm", "subscribe-welcome-with-three-resources", "subscribe-manage", "consultation-received",
        "staff-notice", "staff-notice-of-held-back", "staff-notice-of-subscriber", "staff-digest", "staff-code",
        "staff-alert", "staff-summary",
        "confirm", "confirmed", "already-confirmed", "expired", "link-broken", "link-replaced", "new-email-sent",
        "not-me", "not-me-done", "not-me-too-late", "resources", "unsubscribe", "unsubscribed", "link-request",
        "unsubscribe-link-sent", "unavailable", "too-many", "not-found", "form-error", "thanks-consultation",
        "thanks-subscription",
        // At the front desk; the page with the free resources is called as that for visitors.
        "subscribers", "subscriber", "import-preview", "import-running", "news", "news-draft", "news-preview",
        "news-sending", "news-sent",
    ];

    /// <param name="name">With the language at its end where there are two: <c>confirm.es</c>.</param>
    public static async Task TakeAsync(IPage page, string kind, string name)
    {
        if (!Screenshots.AreWanted || !Pictured.Contains(name.Split('.')[0]))
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
