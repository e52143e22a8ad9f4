namespace BlueSky.Content.Brand;

/// <summary>
/// The colors and fonts of all pages as CSS variables: light, or dark on a screen that prefers it. Paper is light.
/// </summary>
public static class ThemeStyles
{
    public static string Css(Palette palette) =>
        $$"""
        :root {
          color-scheme: light dark;
        {{palette.Light.Variables}}
          --shadow: 0 1px 2px rgb(34 41 47 / 0.05), 0 8px 24px rgb(34 41 47 / 0.05);
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
          --serif: Georgia, "Noto Serif", serif;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
        {{palette.Dark.Variables}}
            --shadow: none;
          }
        }
        """;
}
