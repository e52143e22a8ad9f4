namespace BlueSky.Content.Staff;

/// <summary>Counts side by side, the choice of a file, and how far something is.</summary>
internal static class StaffCounts
{
    public const string Css = """
        .nums {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr)); gap: 0.75rem;
          margin: 0 0 1rem;
        }
        .nums div {
          display: flex; flex-direction: column; justify-content: space-between; padding: 0.9rem 1.1rem;
          border: 1px solid var(--line); border-radius: 0.75rem; background: var(--sheet);
        }
        .nums dt { color: var(--muted); line-height: 1.35; }
        .nums dd { margin: 0; font-size: 1.875rem; font-weight: 700; font-variant-numeric: tabular-nums; }
        .problems ul { margin: 0; padding: 0; list-style: none; }
        .problems li a { display: inline-flex; align-items: center; min-height: 2.75rem; font-weight: 600; }
        input[type="file"] {
          display: block; width: 100%; padding: 0.75rem; border: 1px dashed var(--control); border-radius: 0.5rem;
          color: inherit; font: inherit;
        }
        input[type="file"]::file-selector-button {
          min-height: 2.75rem; margin-right: 0.75rem; padding: 0 1rem; border: 2px solid var(--brand);
          border-radius: 0.5rem; background: transparent; color: var(--brand); font: 600 1rem var(--sans);
        }
        input[type="radio"] { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--brand); }
        progress { display: block; width: 100%; height: 1rem; margin: 0 0 1rem; accent-color: var(--brand); }
        """;
}
