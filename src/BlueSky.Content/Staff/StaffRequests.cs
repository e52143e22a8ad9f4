namespace BlueSky.Content.Staff;

/// <summary>The list of requests, and one request.</summary>
internal static class StaffRequests
{
    public const string Css = """
        .group { margin: 1.5rem 0 0; }
        .group > h2 { display: flex; align-items: center; gap: 0.6rem; margin: 0 0 0.6rem; }
        .group > p { margin: 0.75rem 0 0; }
        .count {
          display: inline-flex; align-items: center; justify-content: center; min-width: 1.75rem; height: 1.75rem;
          padding: 0 0.5rem; border-radius: 1rem; background: var(--line); color: var(--text); font-size: 0.9375rem;
        }
        .late > h2 { color: var(--wait); }
        .late .count { border: 1px solid var(--wait-line); background: var(--wait-tint); color: var(--wait); }
        .cases { display: grid; gap: 0.75rem; margin: 0; padding: 0; list-style: none; }
        .case {
          min-width: 0; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.75rem;
          background: var(--sheet); box-shadow: var(--shadow);
        }
        .late .case { border-left: 5px solid var(--wait); }
        .inner { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem 1.25rem; }
        .name { display: flex; flex-wrap: wrap; align-items: center; gap: 0.2rem 0.5rem; }
        .name h3 { font-size: 1.25rem; }
        .name a { color: var(--text); text-decoration-color: var(--control); }
        .case p { margin: 0.15rem 0 0; line-height: 1.45; }
        .case .when { color: var(--muted); }
        .late .case .when { color: var(--wait); font-weight: 600; }
        .case .button { width: 100%; padding-right: 0.75rem; padding-left: 0.75rem; }
        .tag {
          display: inline-block; max-width: 100%; padding: 0.05rem 0.55rem; border: 1px solid var(--sky-line); border-radius: 1rem;
          background: var(--sky-tint); font-size: 0.9375rem; font-weight: 600;
        }
        .tag.wait { border-color: var(--wait-line); background: var(--wait-tint); color: var(--wait); }
        .tag.good { border-color: var(--good-line); background: var(--good-tint); color: var(--good); }
        .tag.bad { border-color: var(--danger-line); background: var(--danger-tint); color: var(--danger); }
        .did { margin: 0.1rem -1.1rem -1rem; padding: 0 1.1rem; border-top: 1px solid var(--line); }
        .did summary { display: flex; align-items: center; gap: 0.5rem; min-height: 2.9rem; list-style: none; }
        .did summary::-webkit-details-marker { display: none; }
        .did summary::after {
          content: ""; width: 0.5rem; height: 0.5rem; margin-top: -0.25rem; border: solid currentColor;
          border-width: 0 2.5px 2.5px 0; transform: rotate(45deg);
        }
        .did[open] summary::after { margin-top: 0.2rem; transform: rotate(225deg); }
        .did .row { padding: 0.25rem 0 1rem; }
        .did .button { width: auto; }
        .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1rem; }
        .contact h1 { margin: 0 0 0.2rem; font-size: 1.75rem; }
        .contact .button {
          width: 100%; min-height: 4rem; margin: 0 0 0.25rem; padding-right: 0.75rem; padding-left: 0.75rem;
          font-size: clamp(1.125rem, 5.5vw, 1.375rem);
        }
        .facts {
          display: grid; grid-template-columns: fit-content(9rem) minmax(0, 1fr); gap: 0.4rem 1.1rem; margin: 1rem 0 0;
        }
        .facts dt { color: var(--muted); }
        .facts dd { margin: 0; font-weight: 600; white-space: pre-line; }
        .said { margin: 0; font-size: 1.125rem; white-space: pre-line; }
        .history { margin: 0; padding: 0; list-style: none; }
        .history li { position: relative; padding: 0 0 1.1rem 1.6rem; }
        .history li::before {
          content: ""; position: absolute; top: 0.5rem; left: 0; width: 0.75rem; height: 0.75rem;
          border: 2px solid var(--brand); border-radius: 50%; background: var(--sky);
        }
        .history li:not(:last-child)::after {
          content: ""; position: absolute; top: 1.4rem; bottom: -0.35rem; left: 0.325rem; width: 2px;
          background: var(--line);
        }
        .history .ok::before { border-color: var(--good); background: var(--good); }
        .history .no::before { border-color: var(--danger); background: var(--danger); }
        .history .open::before { border-color: var(--control); background: var(--sheet); }
        .history p { margin: 0; line-height: 1.45; }
        .history .written { white-space: pre-line; }
        .history .at { color: var(--muted); font-size: 0.9375rem; }
        @media (min-width: 44rem) {
          .inner { grid-template-columns: minmax(0, 1fr) 17rem; align-items: center; }
          .did { grid-column: 1 / -1; }
        }
        @media (min-width: 56rem) {
          .columns { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); align-items: start; }
        }
        @media (max-width: 22rem) {
          .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
          .facts dd { margin: 0 0 0.6rem; }
        }
        """;
}
