namespace BlueSky.Content.Staff;

/// <summary>Tables, which become lists on a phone, and the printed page.</summary>
internal static class StaffTables
{
    public const string Css = """
        table { width: 100%; border-collapse: collapse; }
        caption { padding: 0 0 0.5rem; color: var(--muted); text-align: left; }
        th, td { padding: 0.7rem 0.75rem 0.7rem 0; border-bottom: 1px solid var(--line); text-align: left; }
        th, td { vertical-align: top; }
        th { color: var(--muted); font-size: 0.9375rem; font-weight: 600; }
        tbody th { color: var(--text); font-size: inherit; }
        .below { margin: 0.75rem 0 0; }
        .pages { justify-content: space-between; margin: 1rem 0 0; }
        .pages .button { flex: 0 1 10rem; }
        .printhead { display: none; }
        @media screen and (max-width: 40rem) {
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          table, tbody, tr, th, td { display: block; padding: 0; border: 0; }
          tr { padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
          tbody tr:first-child { padding-top: 0; }
          tbody tr:last-child { padding-bottom: 0; border-bottom: 0; }
          td::before { content: attr(data-label) " "; color: var(--muted); }
          td:empty { display: none; }
          .head + table { margin: 1.5rem 0 0; }
        }
        @media print {
          body { border: 0; background: #fff; font-size: 11pt; }
          .bar, .foot, .skip, .noprint { display: none; }
          main { padding: 0; }
          .wrap { max-width: none; padding: 0; }
          .sheet { padding: 0; border: 0; box-shadow: none; }
          .printhead { display: block; }
          th, td { padding: 0.5rem 0.6rem 0.5rem 0; border-color: #999; }
          tr { break-inside: avoid; }
          .calls { table-layout: fixed; }
          .calls .whom { width: 18%; }
          .calls .reach { width: 24%; }
          .calls .blank { width: 24%; }
          a { color: inherit; text-decoration: none; }
          @page { margin: 15mm; }
        }
        """;
}
