using BlueSky.Content.Brand;

namespace BlueSky.LocalHost.CapturedMail;

/// <summary>The page's only style sheet, in the colors of the app's staff pages.</summary>
internal static class OutboxStyles
{
    /// <summary>The exact content of the style element; the page's Content-Security-Policy contains its hash.</summary>
    public static readonly string Css =
        $"\n{ThemeStyles.Css(Palette.Default)}\n{Elements}\n{List}\n{Email}\n{Submissions}\n";

    private const string Elements = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0; border-top: 6px solid var(--sky); background: var(--ground); color: var(--text);
          font: 1rem/1.5 var(--sans); overflow-wrap: anywhere;
        }
        h1, h2, h3, p, ol, dl, dd, pre { margin: 0; }
        h2 { font: 700 1.25rem/1.3 var(--sans); text-wrap: balance; }
        h3 { font: 700 1rem/1.3 var(--sans); }
        a { color: var(--brand); text-decoration-thickness: 0.07em; text-underline-offset: 0.17em; }
        a:hover { color: var(--brand-hover); text-decoration-thickness: 0.13em; }
        :focus-visible { border-radius: 0.25rem; outline: 3px solid var(--brand); outline-offset: 3px; }
        [tabindex="-1"]:focus { outline: 0; }
        code, pre { font: 0.9375rem/1.5 ui-monospace, "SF Mono", Consolas, monospace; }
        pre { overflow-wrap: anywhere; white-space: pre-wrap; }
        .muted { color: var(--muted); }
        .skip { position: absolute; left: -999rem; }
        .skip:focus {
          top: 0.75rem; left: 0.75rem; z-index: 9; padding: 0.75rem 1rem; border-radius: 0.5rem;
          background: var(--sheet);
        }
        .wrap { max-width: 82rem; margin: 0 auto; padding: 0 1rem; }
        .bar { border-bottom: 1px solid var(--line); background: var(--sheet); }
        .bar .wrap { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem; }
        .bar nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
        .bar nav a {
          display: inline-flex; align-items: center; min-height: 2.75rem; color: var(--muted); font-weight: 600;
          text-decoration: none;
        }
        .bar nav a:hover { color: var(--brand); }
        .bar :focus-visible { outline-offset: -3px; }
        .brandname {
          display: inline-flex; align-items: center; gap: 0.6rem; min-height: 2.75rem; color: var(--brand);
          font: 700 1.0625rem/1.2 var(--serif);
        }
        .brandname::before {
          content: ""; flex: none; width: 1.2rem; height: 1.2rem; border-radius: 50%;
          background: linear-gradient(var(--sky) 60%, var(--brand) 60%); forced-color-adjust: none;
        }
        .lead, .foot { margin: 0.75rem 0; color: var(--muted); font-size: 0.9375rem; }
        .foot { margin: 1rem 0 2rem; }
        #news:empty { display: none; }
        #news {
          margin: 0 0 0.75rem; padding: 0.5rem 1rem; border: 1px solid var(--sky-line);
          border-left: 5px solid var(--brand); border-radius: 0.25rem 0.625rem 0.625rem 0.25rem;
          background: var(--sky-tint); font-weight: 600;
        }
        .sheet, #list {
          min-width: 0; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--sheet);
          box-shadow: var(--shadow);
        }
        .sheet { padding: 1.25rem 1.5rem; }
        .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; margin: 0 0 1rem; }
        @media (min-width: 76rem) {
          .columns { grid-template-columns: minmax(0, 1fr) 53.25rem; align-items: start; }
        }
        @media (max-width: 40rem) {
          .wrap { padding: 0 0.75rem; }
          .sheet { margin-right: -0.75rem; margin-left: -0.75rem; padding: 1rem 0.75rem; border-radius: 0; }
          .sheet { border-right: 0; border-left: 0; }
        }
        """;

    private const string List = """
        #list { max-height: 19.5rem; overflow: auto; }
        #list ol { padding: 0; list-style: none; }
        #list li { position: relative; padding: 0.65rem 1rem; border-bottom: 1px solid var(--line); line-height: 1.4; }
        #list li:last-child { border-bottom: 0; }
        #list li:hover { background: var(--ground); }
        #list li:has([aria-current]) {
          padding-left: calc(1rem - 4px); border-left: 4px solid var(--brand); background: var(--sky-tint);
        }
        #list .top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
        #list .top, #list .template { color: var(--muted); font-size: 0.875rem; }
        #list .to { min-width: 0; }
        #list .subject a { color: var(--text); font-weight: 600; text-decoration: none; }
        #list .subject a:hover { text-decoration: underline; }
        #list .subject a::after { content: ""; position: absolute; inset: 0; }
        #list .subject a:focus-visible { outline: 0; }
        #list .subject a:focus-visible::after { outline: 3px solid var(--brand); outline-offset: -3px; }
        #list .preheader { overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
        #list .preheader { font-size: 0.9375rem; }
        #list .none { padding: 1rem; color: var(--muted); }
        @media (min-width: 76rem) {
          #list { position: sticky; top: 0.75rem; max-height: calc(100vh - 1.5rem); }
        }
        """;

    private const string Email = """
        #email { scroll-margin-top: 0.5rem; }
        .code {
          margin: 0.5rem 0; color: var(--brand); font: 700 2.25rem/1.2 ui-monospace, "SF Mono", Consolas, monospace;
          letter-spacing: 0.1em;
        }
        .facts { margin: 0.5rem 0 0.75rem; }
        .facts div { display: flex; gap: 0.75rem; }
        .facts dt { flex: none; width: 3rem; color: var(--muted); }
        .facts dd { min-width: 0; }
        .switches { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; margin: 0 0 0.75rem; }
        .switch { display: inline-flex; border: 1px solid var(--control); border-radius: 0.625rem; }
        .switch a {
          display: inline-flex; align-items: center; min-height: 2.5rem; padding: 0 0.9rem; border-radius: 0.5625rem;
          font-weight: 600; text-decoration: none;
        }
        .switch a:hover { background: var(--sky-tint); }
        .switch a[aria-current] { background: var(--brand); color: var(--on-brand); }
        .frame { width: fit-content; max-width: 100%; margin: 0 auto; border: 1px solid var(--line); }
        .frame iframe { display: block; width: 800px; max-width: 100%; height: 54rem; border: 0; resize: vertical; }
        .frame.phone iframe { width: 390px; }
        .text { padding: 1rem; border: 1px solid var(--line); border-radius: 0.5rem; background: var(--ground); }
        .fold { margin: 1rem 0 0; }
        .fold summary { min-height: 2.5rem; padding: 0.5rem 0; color: var(--brand); font-weight: 600; cursor: pointer; }
        .fold th { padding-right: 1rem; white-space: nowrap; }
        .fold h3 { margin: 1rem 0 0.25rem; }
        .fold pre { padding: 1rem; border-radius: 0.5rem; background: var(--ground); font-size: 0.8125rem; }
        @media (min-width: 76rem) {
          /* The list stands beside it: nothing has to move into view. */
          #email { scroll-margin-top: 100vh; }
        }
        @media (max-width: 40rem) {
          .frame { max-width: none; margin: 0 -0.75rem; border-right: 0; border-left: 0; }
          .frame iframe { margin: 0 auto; }
          .fold th, .fold td { display: block; padding: 0; }
          .fold td { padding: 0 0 0.5rem; }
        }
        /* Both are as wide as the screen. */
        @media (max-width: 27rem) {
          .switch.width { display: none; }
        }
        @media (forced-colors: active) {
          .switch a[aria-current] { outline: 2px solid; outline-offset: -2px; }
        }
        """;

    private const string Submissions = """
        table { width: 100%; border-collapse: collapse; }
        caption { padding: 0 0 0.5rem; color: var(--muted); text-align: left; }
        th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-bottom: 1px solid var(--line); text-align: left; }
        th, td { vertical-align: top; }
        thead th, .fold th { color: var(--muted); font-size: 0.9375rem; font-weight: 600; }
        tr:last-child > * { border-bottom: 0; }
        #submissions tbody th { font-weight: 600; white-space: nowrap; }
        .tag {
          display: inline-block; padding: 0.05rem 0.55rem; border: 1px solid var(--sky-line); border-radius: 1rem;
          background: var(--sky-tint); font-size: 0.9375rem; font-weight: 600;
        }
        .tag.good { border-color: var(--good-line); background: var(--good-tint); color: var(--good); }
        .tag.wait { border-color: var(--wait-line); background: var(--wait-tint); color: var(--wait); }
        .tag.bad { border-color: var(--danger-line); background: var(--danger-tint); color: var(--danger); }
        .reason { color: var(--muted); font-size: 0.9375rem; }
        @media (max-width: 48rem) {
          #submissions thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          #submissions :is(table, caption, tbody, tr, th, td) { display: block; padding: 0; border: 0; }
          #submissions caption { padding: 0 0 0.25rem; }
          #submissions tr { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
          #submissions tr:last-child { border-bottom: 0; }
          #submissions td::before { content: attr(data-label) " "; color: var(--muted); }
          #submissions td:empty { display: none; }
        }
        """;
}
