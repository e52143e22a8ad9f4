namespace BlueSky.Content.Staff;

/// <summary>The colors of the staff pages: light, or dark on a screen that prefers it. Paper is light.</summary>
internal static class StaffColors
{
    public const string Css = """
        :root {
          color-scheme: light dark;
          --ground: #f7f5f1; --sheet: #ffffff; --text: #22292f; --muted: #545e67;
          --line: #e4dfd6; --control: #7a838b;
          --brand: #1a5a87; --brand-hover: #01436c; --on-brand: #ffffff;
          --sky: #8dc4f2; --sky-line: #c0dbf3; --sky-tint: #e8f4ff;
          --danger: #a1261c; --danger-line: #e9bcb6; --danger-tint: #fdf1ef;
          --wait: #7a4a00; --wait-line: #e9cf9a; --wait-tint: #fdf3df;
          --good: #1d6840; --good-line: #b5d9c3; --good-tint: #ebf6ef;
          --shadow: 0 1px 2px rgb(34 41 47 / 0.05), 0 8px 24px rgb(34 41 47 / 0.05);
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif;
          --serif: Georgia, "Noto Serif", serif;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --ground: #14181c; --sheet: #1d2328; --text: #eceff1; --muted: #b4bdc5;
            --line: #353d45; --control: #8a949d;
            --brand: #96cbf6; --brand-hover: #bde0fe; --on-brand: #051826;
            --sky: #447aa4; --sky-line: #30516b; --sky-tint: #1c2d3b;
            --danger: #ffb0a6; --danger-line: #7a4640; --danger-tint: #3a2220;
            --wait: #ffd591; --wait-line: #6f5a30; --wait-tint: #352a17;
            --good: #97dfb4; --good-line: #3c6a4e; --good-tint: #1a3124;
            --shadow: none;
          }
        }
        """;
}
