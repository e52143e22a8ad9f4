using BlueSky.Content.Brand;

namespace BlueSky.Content.Pages;

/// <summary>The only style sheet of all pages for visitors.</summary>
internal static class PageStyles
{
    private const string Frame = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          display: flex; flex-direction: column; min-height: 100vh; margin: 0; border-top: 8px solid var(--sky);
          background: linear-gradient(var(--sky-tint), var(--ground) 24rem) var(--ground); color: var(--text);
          font: 1.0625rem/1.6 var(--sans); overflow-wrap: anywhere;
        }
        .wrap { width: 100%; max-width: 42rem; margin: 0 auto; padding: 0 1.25rem; }
        .skip { position: absolute; left: -999rem; }
        .skip:focus {
          top: 0.75rem; left: 0.75rem; z-index: 9; padding: 0.75rem 1rem; border-radius: 0.5rem;
          background: var(--sheet);
        }
        .hidden {
          position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
        }
        .top .wrap {
          display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem;
          padding-top: 0.75rem; padding-bottom: 0.75rem;
        }
        .top a[href^="tel:"] {
          display: inline-flex; align-items: center; gap: 0.45rem; min-height: 2.75rem; font-weight: 600;
        }
        .brandname, .logo { display: inline-flex; align-items: center; min-height: 2.75rem; }
        .brandname {
          gap: 0.6rem; color: var(--brand); font: 700 1.25rem/1.2 var(--serif); text-decoration: none;
        }
        .brandname::before {
          content: ""; flex: none; width: 1.5rem; height: 1.5rem; border-radius: 50%;
          background: linear-gradient(var(--sky) 60%, var(--brand) 60%);
        }
        .logo img { display: block; width: auto; max-width: 100%; height: auto; max-height: 2.5rem; }
        main { flex: 1; }
        .sheet {
          padding: 2.5rem; border: 1px solid var(--line); border-radius: 0.875rem; background: var(--sheet);
          box-shadow: var(--shadow);
        }
        .bottom { color: var(--muted); font-size: 1rem; }
        .bottom .wrap { padding-top: 1.75rem; padding-bottom: 2.5rem; }
        .bottom p { margin: 0 0 0.75rem; }
        .bottom a { display: inline-block; padding: 0.15rem 0; }
        .lines { white-space: pre-line; }
        """;

    private const string Content = """
        h1, h2 { text-wrap: balance; }
        h1 { margin: 0 0 1rem; font: 700 2rem/1.2 var(--serif); }
        h2 { margin: 2rem 0 0.75rem; font: 700 1.375rem/1.3 var(--serif); }
        p { margin: 0 0 1rem; }
        p:last-child { margin-bottom: 0; }
        a { color: var(--brand); text-decoration-thickness: 0.07em; text-underline-offset: 0.17em; }
        a:hover { color: var(--brand-hover); text-decoration-thickness: 0.13em; }
        a[href^="tel:"]:not(.button), .together { white-space: nowrap; }
        :focus-visible { border-radius: 0.25rem; outline: 3px solid var(--brand); outline-offset: 3px; }
        svg {
          flex: none; width: 1.1em; height: 1.1em; fill: none; stroke: currentColor; stroke-width: 2;
          stroke-linecap: round; stroke-linejoin: round;
        }
        .lead { font-size: 1.1875rem; line-height: 1.55; }
        .muted, .small { color: var(--muted); }
        .small { font-size: 0.9375rem; }
        .disc {
          display: flex; align-items: center; justify-content: center; width: 3.5rem; height: 3.5rem;
          margin: 0 0 1.25rem; border-radius: 50%; background: var(--sky-tint); color: var(--brand);
        }
        .disc.good { background: var(--good-tint); color: var(--good); }
        .disc.wait { background: var(--wait-tint); color: var(--wait); }
        .disc svg { width: 1.75rem; height: 1.75rem; stroke-width: 2.25; }
        .act { margin: 1.75rem 0 1.5rem; }
        .button {
          display: inline-flex; align-items: center; justify-content: center; gap: 0.6rem; min-height: 3.25rem;
          padding: 0.75rem 1.75rem; border: 2px solid var(--brand); border-radius: 0.625rem;
          background: var(--brand); color: var(--on-brand); font: 700 1.125rem/1.25 var(--sans); text-align: center;
          text-decoration: none; cursor: pointer;
        }
        .button:hover { border-color: var(--brand-hover); background: var(--brand-hover); color: var(--on-brand); }
        .button.second { background: transparent; color: var(--brand); }
        .button.second:hover { background: var(--sky-tint); color: var(--brand-hover); }
        .button svg { width: 1.25em; height: 1.25em; }
        .cards {
          display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem; margin: 1.25rem 0 1.5rem; padding: 0;
          list-style: none;
        }
        .cards li {
          position: relative; padding: 1rem 3rem 1rem 1.25rem; border: 1px solid var(--sky-line);
          border-radius: 0.625rem; background: var(--sky-tint);
        }
        .cards li::after {
          content: ""; position: absolute; top: 50%; right: 1.35rem; width: 0.6rem; height: 0.6rem;
          margin-top: -0.35rem; border: solid var(--brand); border-width: 2.5px 2.5px 0 0; transform: rotate(45deg);
        }
        .cards a { font-size: 1.125rem; font-weight: 700; }
        .cards a::after { content: ""; position: absolute; inset: 0; border-radius: 0.625rem; }
        .cards p { margin: 0.1rem 0 0; color: var(--muted); }
        .steps { margin: 0 0 1.5rem; padding: 0; list-style: none; counter-reset: step; }
        .steps li { position: relative; padding: 0 0 1rem 2.75rem; counter-increment: step; }
        .steps li::before {
          content: counter(step); position: absolute; top: 0.05rem; left: 0; width: 1.875rem; height: 1.875rem;
          border-radius: 50%; background: var(--sky-tint); color: var(--brand); font-weight: 700;
          line-height: 1.875rem; text-align: center;
        }
        """;

    private const string Fields = """
        .problems {
          margin: 0 0 1.75rem; padding: 1.1rem 1.25rem; border: 1px solid var(--danger-line);
          border-left: 5px solid var(--danger); border-radius: 0.25rem 0.625rem 0.625rem 0.25rem;
          background: var(--danger-tint);
        }
        .problems h2 { margin: 0 0 0.35rem; color: var(--danger); font: 700 1.125rem/1.35 var(--sans); }
        .problems ul { margin: 0; padding: 0; list-style: none; }
        .problems li { margin: 0.15rem 0; }
        .problems a { display: inline-block; padding: 0.2rem 0; font-weight: 600; }
        .fields {
          display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1.25rem;
          align-items: end; justify-items: start; margin: 0 0 1.75rem;
        }
        .hint { margin: 0 0 0.4rem; color: var(--muted); font-size: 1rem; }
        .fields > .hint { margin: 0 0 0.9rem; }
        .field { width: 100%; margin: 0 0 1.4rem; }
        .field.bad { padding-left: 1rem; border-left: 4px solid var(--danger); }
        label { display: block; margin: 0 0 0.3rem; font-weight: 600; }
        .optional { color: var(--muted); font-weight: 400; }
        .problem { margin: 0 0 0.4rem; color: var(--danger); font-weight: 600; }
        input, textarea, select {
          display: block; width: 100%; min-height: 3.25rem; padding: 0.7rem 0.875rem; border: 1px solid var(--control);
          border-radius: 0.5rem; background: var(--sheet); color: inherit; font: inherit;
        }
        textarea { min-height: 8rem; resize: vertical; }
        [aria-invalid="true"] { border: 2px solid var(--danger); }
        @media (min-width: 40rem) {
          .fields { grid-template-columns: repeat(2, minmax(0, 1fr)); }
          .fields > * { grid-column: 1 / -1; }
          .fields > .short { grid-column: auto; }
        }
        """;

    private const string Screens = """
        @media (max-width: 30rem) {
          .wrap { padding: 0 0.75rem; }
          .top .wrap { gap: 0 0.5rem; padding: 0.4rem 1rem; }
          .top a[href^="tel:"] { font-size: 1rem; }
          .brandname { gap: 0.45rem; font-size: 1.125rem; }
          .brandname::before { width: 1.25rem; height: 1.25rem; }
          .sheet { padding: 1.75rem 1.35rem; }
          .button { width: 100%; }
          .bottom .wrap { padding-right: 1rem; padding-left: 1rem; }
        }
        @media (max-width: 16rem) {
          .together, a[href^="tel:"]:not(.button) { white-space: normal; }
        }
        @media (forced-colors: active) {
          .brandname::before, .cards li::after { forced-color-adjust: none; }
          .disc { border: 1px solid; }
        }
        """;

    public static string Css(Palette palette) =>
        string.Join('\n', ThemeStyles.Css(palette), Frame, Content, Fields, Screens);
}
