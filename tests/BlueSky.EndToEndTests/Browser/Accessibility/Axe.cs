using Microsoft.Playwright;

namespace BlueSky.EndToEndTests.Browser.Accessibility;

/// <summary>
/// axe-core's judgement of a page as it stands, by its default rules. The screens are dark and light by turns: colors do
/// not depend on the width, nor the layout on the colors, and each run takes a second.
/// </summary>
internal static class Axe
{
    private const string Run = """
        async options => {
          const { violations } = await axe.run(options);
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
        }
        """;

    /// <param name="screens">At least two; a phone at night and a desktop by day, if not said.</param>
    /// <param name="rules">axe-core's options, as JavaScript; by default its default rules.</param>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(
        IPage page, IReadOnlyList<Screen>? screens = null, string rules = "{}")
    {
        // Evaluated: the app's pages allow no script element.
        if (await page.EvaluateAsync<bool>("typeof axe === 'undefined'"))
        {
            await page.EvaluateAsync(await Npm.ReadAsync("axe-core/axe.min.js"));
        }

        var violations = new List<string>();
        foreach (var (index, screen) in (screens ?? Screen.All).Index())
        {
            var mode = index % 2 == 0 ? ColorScheme.Dark : ColorScheme.Light;
            await page.SetViewportSizeAsync(screen.Width, screen.Height);
            await page.EmulateMediaAsync(new() { ColorScheme = mode });
            var found = await page.EvaluateAsync<string[]>($"({Run})({rules})");
            violations.AddRange(found.Select(violation => $"{screen.Name}, {mode}: {violation}"));
        }

        return violations;
    }
}
