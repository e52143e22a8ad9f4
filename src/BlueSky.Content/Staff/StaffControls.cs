namespace BlueSky.Content.Staff;

/// <summary>Buttons and fields.</summary>
internal static class StaffControls
{
    public const string Css = """
        .button {
          display: inline-flex; align-items: center; justify-content: center; gap: 0.6rem; min-height: 3.25rem;
          padding: 0.75rem 1.75rem; border: 2px solid var(--brand); border-radius: 0.625rem; background: var(--brand);
          color: var(--on-brand); font: 700 1.125rem/1.25 var(--sans); text-align: center; text-decoration: none;
          cursor: pointer;
        }
        .button:hover { border-color: var(--brand-hover); background: var(--brand-hover); color: var(--on-brand); }
        .button.second { background: transparent; color: var(--brand); }
        .button.second:hover { background: var(--sky-tint); color: var(--brand-hover); }
        .button.warn { border-color: var(--danger); background: transparent; color: var(--danger); }
        .button.warn:hover { background: var(--danger-tint); }
        .button svg {
          flex: none; width: 1.25em; height: 1.25em; fill: none; stroke: currentColor; stroke-width: 2;
          stroke-linecap: round; stroke-linejoin: round;
        }
        .plain {
          min-height: 2.75rem; padding: 0; border: 0; background: none; color: var(--muted);
          font: 600 1rem/1.2 var(--sans); text-align: left; text-decoration: underline; text-underline-offset: 0.17em;
          cursor: pointer;
        }
        .plain:hover { color: var(--brand-hover); }
        .foot .plain { font-size: 0.9375rem; }
        .row { display: flex; flex-wrap: wrap; gap: 0.6rem; }
        .row .button { flex: 1 1 8rem; min-height: 3rem; padding: 0.5rem 1rem; font-size: 1.0625rem; }
        .row.minor { gap: 0 1.25rem; margin: 1rem 0 -0.5rem; }
        .under { margin: 0.5rem 0 1.25rem; color: var(--muted); }
        label, legend { display: block; margin: 0 0 0.3rem; padding: 0; font-weight: 600; }
        fieldset { margin: 1.25rem 0 0; padding: 0; border: 0; }
        .optional { color: var(--muted); font-weight: 400; }
        .hint { margin: 0 0 0.4rem; color: var(--muted); font-size: 1rem; }
        input:where(:not([type="checkbox"], [type="radio"], [type="file"])), textarea, select {
          display: block; width: 100%; min-height: 3.25rem; padding: 0.7rem 0.875rem; border: 1px solid var(--control);
          border-radius: 0.5rem; background: var(--sheet); color: inherit; font: inherit;
        }
        textarea { min-height: 5rem; resize: vertical; }
        ::placeholder { color: var(--muted); opacity: 1; }
        input[type="checkbox"], input[type="radio"] {
          flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--brand);
        }
        input[type="file"] {
          display: block; width: 100%; padding: 0.75rem; border: 1px dashed var(--control); border-radius: 0.5rem;
          color: inherit; font: inherit;
        }
        input[type="file"]::file-selector-button {
          min-height: 2.75rem; margin-right: 0.75rem; padding: 0 1rem; border: 2px solid var(--brand);
          border-radius: 0.5rem; background: transparent; color: var(--brand); font: 600 1rem var(--sans);
        }
        .check { display: flex; align-items: flex-start; gap: 0.75rem; margin: 0.75rem 0; }
        .check label { margin: 0; font-weight: 400; }
        .field { margin: 0 0 1.25rem; }
        .field.bad { padding-left: 1rem; border-left: 4px solid var(--danger); }
        .problems ul { margin: 0; padding: 0; list-style: none; }
        .problems li a { display: inline-flex; align-items: center; min-height: 2.75rem; font-weight: 600; }
        .problem { margin: 0 0 0.4rem; color: var(--danger); font-weight: 600; }
        [aria-invalid="true"], input[type="file"][aria-invalid="true"] { border: 2px solid var(--danger); }
        .digits {
          max-width: 17rem; letter-spacing: 0.2em; text-align: center;
          font: 700 1.75rem/1.2 ui-monospace, "SF Mono", Consolas, monospace;
        }
        .find { display: flex; flex: 1 1 18rem; flex-wrap: wrap; gap: 0.5rem; min-width: 0; max-width: 26rem; }
        .find input[type="search"] {
          flex: 1 1 9rem; width: auto; min-width: 0; min-height: 2.75rem; padding: 0.4rem 0.75rem;
        }
        .find .button { min-height: 2.75rem; padding: 0.4rem 1rem; font-size: 1rem; }
        .filter { display: flex; flex-wrap: wrap; align-items: end; gap: 0 1rem; }
        .filter .field { flex: 1 1 9rem; max-width: 16rem; }
        .filter .button { margin: 0 0 1.25rem; padding: 0.5rem 1.25rem; }
        summary { min-height: 2.75rem; padding: 0.6rem 0; color: var(--brand); font-weight: 600; cursor: pointer; }
        @media (max-width: 40rem) {
          .find { max-width: none; }
        }
        @media (max-width: 16rem) {
          .button { padding: 0.5rem; }
          input:where(:not([type="checkbox"], [type="radio"], [type="file"])), textarea, select { padding: 0.5rem; }
        }
        """;
}
