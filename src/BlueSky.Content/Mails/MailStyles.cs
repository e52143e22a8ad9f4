namespace BlueSky.Content.Mails;

/// <summary>
/// The styles of emails. Email programs that remove the style element still use the inline styles of the light theme,
/// so the dark theme must override these with !important. Text has a contrast of at least 4.5:1 in both.
/// </summary>
internal static class MailStyles
{
    public const string Page =
        "margin:0;padding:24px 12px;background:#f2f5f7;color:#1f2933;" +
        "font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    public const string Sheet =
        "max-width:600px;margin:0 auto;padding:28px 24px;background:#ffffff;border-radius:8px;" +
        "overflow-wrap:anywhere;box-sizing:border-box";

    public const string Heading = "margin:0 0 16px;font-size:22px;line-height:1.3";
    public const string Subheading = "margin:28px 0 12px;font-size:18px;line-height:1.3";
    public const string Footer = "margin-top:32px;padding-top:16px;border-top:1px solid #c9d3db;color:#4a5763";
    public const string Link = "color:#1a5a87";
    public const string Muted = "color:#4a5763";
    public const string Value = "margin:0 0 12px;white-space:pre-wrap;overflow-wrap:anywhere";

    public const string Button =
        "display:inline-block;padding:12px 22px;color:#ffffff;font-weight:600;text-decoration:none";

    public const string ButtonCell = "background:#1a5a87;border-radius:6px";

    public const string Css = """
        @media (prefers-color-scheme: dark) {
          .page { background: #11171d !important; color: #e6ebef !important; }
          .sheet { background: #1b242d !important; }
          .footer { border-top-color: #46535f !important; color: #b6c2cc !important; }
          .muted { color: #b6c2cc !important; }
          .link { color: #8fc7f2 !important; }
          .button-cell { background: #8fc7f2 !important; }
          .button { color: #0c1a25 !important; }
        }
        """;
}
