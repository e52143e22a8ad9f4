namespace BlueSky.Content.Staff;

/// <summary>The only style sheet of the front desk's pages; the Content-Security-Policy contains its hash.</summary>
public static class StaffStyles
{
    /// <summary>The exact content of the style element.</summary>
    public const string Css = """
        :root {
          color-scheme: light dark;
          --ground: #f7f5f1; --sheet: #ffffff; --text: #22292f; --muted: #545e67; --line: #e4dfd6;
          --control: #7a838b; --danger: #a1261c; --danger-tint: #fdf1ef; --danger-line: #e9bcb6;
          --good: #1d6840; --good-tint: #ebf6ef; --good-line: #b5d9c3;
          --brand: #1a5a87; --brand-hover: #01436c; --on-brand: #ffffff;
          --sky: #8dc4f2; --sky-line: #c0dbf3; --sky-tint: #e8f4ff;
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
          --serif: Georgia, "Noto Serif", serif;
          --shadow: 0 1px 2px rgb(34 41 47 / .05), 0 8px 24px rgb(34 41 47 / .05);
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ground: #14181c; --sheet: #1d2328; --text: #eceff1; --muted: #b4bdc5; --line: #353d45;
            --control: #8a949d; --danger: #ffb0a6; --danger-tint: #3a2220; --danger-line: #7a4640;
            --good: #97dfb4; --good-tint: #1a3124; --good-line: #3c6a4e;
            --brand: #96cbf6; --brand-hover: #bde0fe; --on-brand: #051826;
            --sky: #447aa4; --sky-line: #30516b; --sky-tint: #1c2d3b; --shadow: none;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; color: var(--text); background: var(--ground); border-top: 6px solid var(--sky);
          font: 1.0625rem/1.6 var(--sans); overflow-wrap: anywhere;
        }
        h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
        p { margin: 0 0 1rem; }
        p:last-child { margin-bottom: 0; }
        a { color: var(--brand); text-underline-offset: .17em; text-decoration-thickness: .07em; }
        a:hover { color: var(--brand-hover); text-decoration-thickness: .13em; }
        :focus-visible { outline: 3px solid var(--brand); outline-offset: 3px; border-radius: .25rem; }
        main { padding: 1rem 0 4rem; }
        .wrap { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
        .brandname {
          display: inline-flex; align-items: center; gap: .6rem; min-height: 2.75rem; color: var(--brand);
          font: 700 1.25rem/1.2 var(--serif); text-decoration: none;
        }
        .brandname::before {
          content: ""; flex: none; width: 1.5rem; height: 1.5rem; border-radius: 50%;
          background: linear-gradient(var(--sky) 60%, var(--brand) 60%);
        }
        .sheet {
          background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem; padding: 1.35rem 1.5rem;
          box-shadow: var(--shadow); margin: 0 0 1rem;
        }
        .gate { max-width: 30rem; margin: 6vh auto 0; }
        .gate h1 { font: 700 1.75rem/1.25 var(--serif); margin: 0 0 .75rem; }
        .gate .button { width: 100%; }
        .gate .sheet { padding: 2rem; }
        label { display: block; font-weight: 600; margin: 0 0 .3rem; }
        .hint { color: var(--muted); margin: 0 0 .4rem; font-size: 1rem; }
        .field { margin: 0 0 1.4rem; }
        .field.bad { border-left: 4px solid var(--danger); padding-left: 1rem; }
        .check { display: flex; gap: .75rem; align-items: flex-start; margin: .75rem 0; }
        .check label { margin: 0; font-weight: 400; }
        input:where(:not([type=checkbox])) {
          display: block; width: 100%; min-height: 3.25rem; padding: .7rem .875rem; font: inherit; color: inherit;
          background: var(--sheet); border: 1px solid var(--control); border-radius: .5rem;
        }
        input[type=checkbox] {
          flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--brand);
        }
        [aria-invalid=true] { border: 2px solid var(--danger) !important; }
        .digits {
          font: 700 1.75rem/1.2 ui-monospace, "SF Mono", Consolas, monospace !important; letter-spacing: .2em;
          text-align: center; max-width: 17rem;
        }
        .button {
          display: inline-flex; align-items: center; justify-content: center; min-height: 3.25rem;
          padding: .75rem 1.75rem; border: 2px solid var(--brand); border-radius: .625rem; background: var(--brand);
          color: var(--on-brand); font: 700 1.125rem/1.25 var(--sans); text-align: center; text-decoration: none;
          cursor: pointer;
        }
        .button:hover {
          background: var(--brand-hover); border-color: var(--brand-hover); color: var(--on-brand);
        }
        .problem { margin: 0 0 .4rem; color: var(--danger); font-weight: 600; }
        .problems, .note {
          margin: 0 0 1.75rem; padding: 1.1rem 1.25rem; border: 1px solid var(--danger-line);
          border-left: 5px solid var(--danger); border-radius: .25rem .625rem .625rem .25rem;
          background: var(--danger-tint);
        }
        .problems h2, .note h2 { font: 700 1.125rem/1.35 var(--sans); margin: 0 0 .35rem; color: var(--danger); }
        .note.good {
          background: var(--good-tint); border-color: var(--good-line); border-left-color: var(--good);
        }
        .note.good h2 { color: var(--good); }
        .note.info {
          background: var(--sky-tint); border-color: var(--sky-line); border-left-color: var(--brand);
        }
        .note.info h2 { color: var(--text); }
        @media (max-width: 40rem) {
          .wrap { padding: 0 .75rem; }
          .gate { margin-top: 1rem; }
          .gate .sheet { padding: 1.5rem 1.25rem; }
        }
        @media (forced-colors: active) { .brandname::before { forced-color-adjust: none; } }
        """;
}
