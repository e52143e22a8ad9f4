namespace BlueSky.Content.Staff;

/// <summary>Figures and their chart, and news on paper.</summary>
internal static class StaffNews
{
    public const string Css = """
        .nums {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr)); gap: 0.75rem;
          margin: 0 0 1rem; padding: 0;
        }
        .nums div {
          display: flex; flex-direction: column; justify-content: space-between; padding: 0.9rem 1.1rem;
          border: 1px solid var(--line); border-radius: 0.75rem; background: var(--sheet);
        }
        .nums dt { color: var(--muted); line-height: 1.35; }
        .nums dt a { display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--muted); }
        .nums dd { margin: 0; font-size: 1.875rem; font-weight: 700; line-height: 1.25; }
        .bars { display: block; width: 100%; height: 8rem; }
        .bars rect { fill: var(--sky); }
        .bars .now { fill: var(--brand); }
        progress {
          width: 100%; height: 1rem; border: 0; border-radius: 1rem; overflow: hidden; background: var(--line);
          accent-color: var(--brand);
        }
        progress::-webkit-progress-bar { background: var(--line); }
        progress::-webkit-progress-value { background: var(--brand); }
        progress::-moz-progress-bar { background: var(--brand); }
        .start .button { min-height: 2.75rem; padding: 0.4rem 1.1rem; font-size: 1.0625rem; }
        .number { font-variant-numeric: tabular-nums; text-align: right; }
        .grow { display: flex; flex: 1 1 8rem; }
        .views { gap: 0 1.25rem; }
        .views a { display: inline-flex; align-items: center; min-height: 2.75rem; }
        .views a[aria-current] { color: var(--text); font-weight: 600; text-decoration: none; }
        .paper {
          max-width: 37.5rem; margin: 0 0 1rem; padding: 1.75rem; border: 1px solid var(--line);
          border-top: 8px solid var(--sky); border-radius: 0.75rem; background: var(--sheet);
        }
        .paper.narrow { max-width: 22rem; padding: 1.25rem; }
        .paper h2, .paper h3, .paper h4 { font-family: var(--serif); }
        .paper h2 { margin: 0 0 1rem; font-size: 1.75rem; }
        .paper h3 { margin: 1.5rem 0 0.5rem; font-size: 1.3125rem; }
        .paper h4 { margin: 1rem 0 0.25rem; font-size: 1.0625rem; }
        .paper pre { margin: 0; font: 0.9375rem/1.5 ui-monospace, "SF Mono", Consolas, monospace; white-space: pre-wrap; }
        .note .said { margin: 0 0 1rem; font-size: inherit; }
        .facts.long dd { font-weight: 400; }
        @media screen and (max-width: 40rem) {
          .start { flex: 1 1 8rem; }
          .start .button { width: 100%; }
          .number { text-align: left; }
          .format { display: table; }
          .format thead { display: table-header-group; position: static; height: auto; clip-path: none; }
          .format tbody { display: table-row-group; }
          .format tr { display: table-row; }
          .format th, .format td {
            display: table-cell; padding: 0.7rem 0.75rem 0.7rem 0; border-bottom: 1px solid var(--line);
          }
          .format td::before { content: none; }
        }
        @media (forced-colors: active) {
          .bars rect { fill: CanvasText; }
        }
        """;
}
