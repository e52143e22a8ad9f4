using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser;

/// <param name="Title">What happens.</param>
/// <param name="Subtitle">Under the title: what is looked at, such as an email's subject.</param>
/// <param name="Picture">A PNG as wide as a phone.</param>
internal sealed record Step(string Title, string Subtitle, byte[] Picture);

/// <summary>The picture of the README, made anew when <c>SCREENSHOTS=1</c> asks for it.</summary>
internal static class ReadmeImage
{
    private const int Width = 1290;

    private const string Style = """
        body { margin: 0; padding: 24px; background: #e3eff8; color: #1f2933; font: 16px/1.4 system-ui, sans-serif; }
        main { display: flex; gap: 24px; }
        section { flex: 1; min-width: 0; }
        h2 { margin: 0; font-size: 20px; }
        p { margin: 0 0 12px; overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
        img { display: block; width: 100%; border: 1px solid #66737f; border-radius: 8px; }
        """;

    public static async Task TakeAsync(IPage page, IEnumerable<Step> steps)
    {
        if (!Screenshots.AreWanted)
        {
            return;
        }

        var sections = steps.Select(step =>
            $"<section><h2>{step.Title}</h2><p>{step.Subtitle}</p>"
            + $"<img src='data:image/png;base64,{Convert.ToBase64String(step.Picture)}'></section>");
        await page.SetViewportSizeAsync(Width, 400);
        await page.SetContentAsync($"<style>{Style}</style><main>{string.Concat(sections)}</main>");
        await page.ScreenshotAsync(new()
        {
            FullPage = true,
            Path = Path.Combine(Repository.GuideImages, "form-to-staff.png"),
        });
    }
}
