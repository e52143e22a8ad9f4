namespace BlueSky.Content.Staff;

/// <summary>Text, the frame of a page, its sheets and notes, and the pages before sign-in.</summary>
internal static class StaffElements
{
    public const string Css = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; border-top: 6px solid var(--sky); background: var(--ground); color: var(--text);
          font: 1.0625rem/1.6 var(--sans); overflow-wrap: anywhere;
        }
        h1, h2, h3 { margin: 0; text-wrap: balance; }
        h1 { font: 700 1.625rem/1.25 var(--sans); letter-spacing: -0.01em; }
        h2, h3 { font: 700 1.125rem/1.35 var(--sans); }
        p { margin: 0 0 1rem; }
        p:last-child { margin-bottom: 0; }
        ul, ol { margin: 0 0 1rem; padding-left: 1.35rem; }
        a { color: var(--brand); text-decoration-thickness: 0.07em; text-underline-offset: 0.17em; }
        a:hover { color: var(--brand-hover); text-decoration-thickness: 0.13em; }
        :focus-visible { border-radius: 0.25rem; outline: 3px solid var(--brand); outline-offset: 3px; }
        .muted { color: var(--muted); }
        .small { font-size: 0.9375rem; }
        .together { display: inline-block; max-width: 100%; }
        .hidden {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        .skip { position: absolute; left: -999rem; }
        .skip:focus {
          top: 0.75rem; left: 0.75rem; z-index: 9; padding: 0.75rem 1rem; border-radius: 0.5rem;
          background: var(--sheet);
        }
        .wrap { max-width: 60rem; margin: 0 auto; padding: 0 1rem; }
        main { padding: 1rem 0 3rem; }
        .bar { border-bottom: 1px solid var(--line); background: var(--sheet); }
        .bar .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.25rem; }
        .bar nav { display: flex; flex-wrap: wrap; gap: 0 0.25rem; }
        .bar nav a {
          display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 0.6rem;
          border-bottom: 3px solid transparent; color: var(--muted); font-weight: 600; text-decoration: none;
        }
        .bar nav a[aria-current] { border-bottom-color: var(--brand); color: var(--text); }
        .bar nav a:hover { color: var(--brand); }
        .bar :focus-visible { outline-offset: -3px; }
        .brandname {
          display: inline-flex; align-items: center; gap: 0.6rem; min-height: 2.75rem; color: var(--brand);
          font: 700 1.25rem/1.2 var(--serif); text-decoration: none;
        }
        .brandname::before {
          content: ""; flex: none; width: 1.5rem; height: 1.5rem; border-radius: 50%;
          background: linear-gradient(var(--sky) 60%, var(--brand) 60%);
        }
        .bar .brandname { flex: 1 1 0; min-width: 5rem; font-size: 1.0625rem; }
        .bar .brandname::before { width: 1.2rem; height: 1.2rem; }
        .foot { padding: 1rem 0 2rem; color: var(--muted); font-size: 0.9375rem; }
        .foot .wrap { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; }
        .foot p { margin: 0; }
        .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1rem; margin: 0 0 0.9rem; }
        .head h1 { margin-right: auto; }
        .head > .button { min-height: 2.75rem; padding: 0.4rem 1.1rem; font-size: 1.0625rem; }
        .links { gap: 0.25rem 1.5rem; margin: 1.5rem 0 0; }
        .links a { display: inline-flex; align-items: center; min-height: 2.75rem; }
        .up { margin: 0 0 0.25rem; }
        .up a { display: inline-flex; align-items: center; min-height: 2.75rem; }
        .sheet {
          margin: 0 0 1rem; padding: 1.35rem 1.5rem; border: 1px solid var(--line); border-radius: 0.75rem;
          background: var(--sheet); box-shadow: var(--shadow);
        }
        .sheet > h1, .sheet > h2 { margin: 0 0 0.75rem; }
        .empty { padding: 3rem 1.5rem; text-align: center; }
        .empty h2 { font: 700 1.5rem/1.3 var(--serif); }
        .empty p { max-width: 26rem; margin: 0.5rem auto 0; color: var(--muted); }
        .empty svg { width: 7rem; height: 4.5rem; margin: 0 0 1rem; }
        .empty .sun { fill: var(--sky); }
        .empty .land { fill: var(--brand); }
        .note, .problems {
          margin: 0 0 1.25rem; padding: 1.1rem 1.25rem; border: 1px solid var(--danger-line);
          border-left: 5px solid var(--danger); border-radius: 0.25rem 0.625rem 0.625rem 0.25rem;
          background: var(--danger-tint);
        }
        .note h2, .problems h2 { margin: 0 0 0.35rem; color: var(--danger); }
        .note h2:last-child { margin: 0; }
        .note form, .note .row { margin-top: 0.75rem; }
        .note.wait { border-color: var(--wait-line); border-left-color: var(--wait); background: var(--wait-tint); }
        .note.wait h2 { color: var(--wait); }
        .note.good { border-color: var(--good-line); border-left-color: var(--good); background: var(--good-tint); }
        .note.good h2 { color: var(--good); }
        .note.info { border-color: var(--sky-line); border-left-color: var(--brand); background: var(--sky-tint); }
        .note.info h2 { color: var(--text); }
        .gate { max-width: 30rem; margin: 6vh auto 0; }
        .gate h1 { margin: 0 0 0.75rem; font: 700 1.75rem/1.25 var(--serif); letter-spacing: normal; }
        .gate .sheet { padding: 2rem; }
        .gate .button { width: 100%; }
        @media (max-width: 40rem) {
          .wrap { padding: 0 0.75rem; }
          .bar nav { order: 3; width: calc(100% + 0.9rem); margin: 0 -0.45rem; gap: 0; }
          .bar nav a { padding: 0 0.45rem; font-size: 0.9375rem; }
          .head > .button { flex: 1 1 8rem; }
          .sheet { padding: 1.1rem; }
          .gate { margin-top: 1rem; }
          .gate .sheet { padding: 1.5rem 1.25rem; }
        }
        @media (forced-colors: active) {
          .brandname::before { forced-color-adjust: none; }
          .bar nav a:not([aria-current]) { border-bottom-color: Canvas; }
          .count { border: 1px solid; }
        }
        """;
}
