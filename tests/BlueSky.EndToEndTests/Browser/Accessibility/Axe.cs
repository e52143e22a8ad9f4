using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>axe-core's judgement of a page as it stands: its default rules, on each screen and in each mode.</summary>
internal static class Axe
{
    private const string Run = """
        async options => {
          const { violations } = await axe.run(options);
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
        }
        """;

    /// <param name="screens">A phone and a desktop, if not said.</param>
    /// <param name="rules">axe-core's options, as JavaScript; by default its default rules.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(
        IPage page, IReadOnlyList<Screen>? screens = null, string rules = "{}")
    {
        // Evaluated: the app's pages allow no script element.
        await page.EvaluateAsync(await Npm.ReadAsync("axe-core/axe.min.js"));
        var violations = new List<string>();
        foreach (var screen in screens ?? Screen.All)
        {
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            foreach (var mode in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = mode });
                var found = await page.EvaluateAsync<string[]>($"({Run})({rules})");
                violations.AddRange(found.Select(violation => $"{screen.Name}, {mode}: {violation}"));
            }
        }

        return violations;
    }
}
