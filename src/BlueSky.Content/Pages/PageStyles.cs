using BlueSky.Content.Brand;

namespace BlueSky.Content.Pages;

/// <summary>The only style sheet of all pages for visitors.</summary>
internal static class PageStyles
{
    private const string Rules = """
        * { box-sizing: border-box; }
        body {
          margin: 0; padding: 1.5rem 0.75rem; background: var(--ground); color: var(--text);
          font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
          overflow-wrap: anywhere;
        }
        main, footer { max-width: 38rem; margin: 0 auto; padding: 1.75rem 1.5rem; }
        main { background: var(--sheet); border-radius: 0.5rem; }
        footer { color: var(--muted); white-space: pre-line; }
        h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.3; }
        h2 { margin: 0 0 0.5rem; font-size: 1.125rem; line-height: 1.3; }
        a { color: var(--brand); }
        .problems {
          margin: 1.5rem 0; padding: 1rem 1.25rem; border: 2px solid var(--danger); border-radius: 0.375rem;
        }
        .problems ul { margin: 0; padding-left: 1.25rem; }
        .problem { margin: 0; color: var(--danger); font-weight: 600; }
        .resources { margin: 0; padding-left: 1.25rem; }
        .resources li { margin: 1rem 0; }
        .resources a { display: inline-block; padding: 0.25rem 0; font-weight: 600; }
        .resources p { margin: 0; }
        .field { margin: 1.25rem 0; }
        label { display: block; font-weight: 600; }
        .needed { color: var(--muted); font-weight: 400; }
        input, textarea {
          width: 100%; margin-top: 0.25rem; padding: 0.625rem 0.75rem; font: inherit; color: inherit;
          background: var(--ground); border: 1px solid var(--control); border-radius: 0.375rem;
        }
        textarea { min-height: 9rem; resize: vertical; }
        [aria-invalid="true"] { border: 2px solid var(--danger); }
        button {
          padding: 0.75rem 1.5rem; font: inherit; font-weight: 600; color: var(--on-brand); cursor: pointer;
          background: var(--brand); border: 1px solid transparent; border-radius: 0.375rem;
        }
        :focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
        """;

    public static string Css(Palette palette) => $"{ThemeStyles.Css(palette)}\n{Rules}";
}
