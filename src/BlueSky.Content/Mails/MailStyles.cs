using BlueSky.Content.Brand;

namespace BlueSky.Content.Mails;

/// <summary>
/// The styles of emails. The light theme is inline, because some email programs remove the style elements; the dark
/// theme is in <see cref="Css"/> and overrides it with !important. Only what Outlook for Windows and Gmail keep is
/// used for the layout: tables, cells with padding, no margin on tables.
/// </summary>
internal sealed class MailStyles(Palette palette)
{
    public const string Hidden = "display:none;max-height:0;overflow:hidden;mso-hide:all";
    public const string Outer = "padding:28px 12px 40px";

    /// <summary>Outlook for Windows knows no max-width: there, a table around it is 600 pixels wide.</summary>
    public const string Frame = "max-width:600px;border-collapse:separate;text-align:left";

    public const string Masthead = "padding:0 4px 16px";
    public const string Paragraph = "margin:0 0 18px;font-size:17px;line-height:1.6";
    public const string CardTitle = "margin:0 0 4px;font-size:17px;line-height:1.4;font-weight:700";
    public const string MinorHeading = "margin:22px 0 6px;font-size:17px;line-height:1.4;font-weight:700";
    public const string CardText = "margin:0;font-size:17px;line-height:1.6";
    public const string Step = "padding:0 0 14px;font-size:17px;line-height:1.6";
    public const string LastStep = "padding:0 0 24px;font-size:17px;line-height:1.6";
    public const string StepNumberCell = "padding:2px 0 14px";
    public const string List = "margin:0 0 18px;padding:0 0 0 24px";
    public const string Item = "margin:0 0 8px;font-size:17px;line-height:1.6";
    public const string Term = "margin:0;font-size:17px;line-height:1.6";
    public const string Value = "margin:0 0 12px;font-size:17px;line-height:1.6";
    public const string Signature = "margin:26px 0 0;font-size:17px;line-height:1.6";
    public const string Separate = "border-collapse:separate";
    public const string ButtonSpace = "padding:10px 0 28px";
    public const string BreaksAnywhere = "word-break:break-all";
    public const string FooterText = "margin:0 0 10px";
    public const string Together = "white-space:nowrap";

    /// <summary>Nine digits and spaces in one line, on a screen 320 pixels wide.</summary>
    public const string Code =
        "margin:0;font-family:'SF Mono',Consolas,'Courier New',monospace;font-size:34px;line-height:1.2;" +
        "font-weight:700;letter-spacing:3px;white-space:nowrap";

    private const string Sans =
        "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private const string Serif = "font-family:Georgia,'Noto Serif',serif";

    public Theme Light { get; } = palette.Light;

    public string Page { get; } =
        $"margin:0;padding:0;background-color:{palette.Light.Ground};color:{palette.Light.Text};{Sans}";

    public string Name { get; } =
        $"{Serif};font-size:21px;line-height:1.3;font-weight:700;color:{palette.Light.Brand};text-decoration:none";

    /// <summary>Without the image, its alternative text looks like the name, in up to two lines.</summary>
    public string Logo { get; } =
        "display:block;width:auto;height:40px;max-width:100%;border:0;" +
        $"{Serif};font-size:16px;line-height:20px;font-weight:700;color:{palette.Light.Brand}";

    public string Band { get; } =
        $"height:8px;line-height:8px;font-size:0;background-color:{palette.Light.Sky};" +
        "border-radius:12px 12px 0 0;mso-line-height-rule:exactly";

    public string Sheet { get; } =
        $"padding:36px 40px 34px;border:1px solid {palette.Light.Line};border-top:0;border-radius:0 0 12px 12px;" +
        $"background-color:{palette.Light.Sheet};color:{palette.Light.Text};overflow-wrap:anywhere";

    public string Title { get; } =
        $"margin:0 0 18px;{Serif};font-size:28px;line-height:1.25;font-weight:700";

    public string Heading { get; } =
        $"margin:30px 0 12px;{Serif};font-size:21px;line-height:1.3;font-weight:700";

    public string Muted { get; } =
        $"margin:0 0 14px;font-size:15px;line-height:1.55;color:{palette.Light.Muted}";

    public string CardMuted { get; } =
        $"margin:0;font-size:16px;line-height:1.5;color:{palette.Light.Muted}";

    public string CardLink { get; } = "margin:0 0 2px;font-size:18px;line-height:1.4;font-weight:700";

    public string Aside { get; } = $"font-size:16px;font-weight:400;color:{palette.Light.Muted}";

    public string Link { get; } = $"color:{palette.Light.Brand};text-decoration:underline";

    public string ButtonCell { get; } =
        $"background-color:{palette.Light.Brand};border-radius:10px;mso-padding-alt:16px 30px";

    public string Button { get; } =
        $"display:inline-block;padding:16px 30px;{Sans};font-size:18px;line-height:24px;font-weight:700;" +
        $"color:{palette.Light.OnBrand};text-decoration:none;border-radius:10px";

    public string Card { get; } =
        $"padding:16px 20px;background-color:{palette.Light.SkyTint};color:{palette.Light.Text};border-radius:10px";

    public string Alert { get; } =
        $"padding:16px 20px;background-color:{palette.Light.DangerTint};color:{palette.Light.Text};" +
        $"border-left:5px solid {palette.Light.Danger};border-radius:4px 10px 10px 4px";

    public string AlertTitle { get; } =
        $"margin:0 0 4px;font-size:17px;line-height:1.4;font-weight:700;color:{palette.Light.Danger}";

    public string StepNumber { get; } =
        $"{Serif};font-size:22px;line-height:28px;font-weight:700;color:{palette.Light.Brand}";

    public string Count { get; } =
        $"padding:11px 0;border-bottom:1px solid {palette.Light.Line};font-size:20px;line-height:1.4;" +
        "font-weight:700;white-space:nowrap";

    public string CountLabel { get; } =
        $"padding:11px 12px 11px 0;border-bottom:1px solid {palette.Light.Line};font-size:17px;line-height:1.4";

    public string Urgent { get; } = $"color:{palette.Light.Wait}";

    public string Fallback { get; } =
        $"margin:30px 0 0;padding:16px 0 0;border-top:1px solid {palette.Light.Line};font-size:13px;" +
        $"line-height:1.5;color:{palette.Light.Muted}";

    public string Footer { get; } =
        $"padding:22px 4px 0;font-size:14px;line-height:1.6;color:{palette.Light.Muted}";

    public string FooterLink { get; } = $"color:{palette.Light.Muted};text-decoration:underline";

    public string FooterPhone { get; } =
        $"color:{palette.Light.Muted};text-decoration:underline;white-space:nowrap";

    /// <summary>The content of the first style element: small screens, and the dark theme.</summary>
    public string Css { get; } = $$"""
        @media (max-width:480px){
        .outer{padding:16px 8px 28px!important}
        .sheet{padding:28px 22px 26px!important}
        .button-table{width:100%!important}
        .button{display:block!important;padding:16px 12px!important}
        }
        @media (prefers-color-scheme:dark){
        .page{background-color:{{palette.Dark.Ground}}!important;color:{{palette.Dark.Text}}!important}
        .band{background-color:{{palette.Dark.Sky}}!important}
        .sheet{background-color:{{palette.Dark.Sheet}}!important;border-color:{{palette.Dark.Line}}!important}
        .sheet,.card,.alert{color:{{palette.Dark.Text}}!important}
        .name,.link,.number{color:{{palette.Dark.Brand}}!important}
        .muted,.footer{color:{{palette.Dark.Muted}}!important}
        .button-cell{background-color:{{palette.Dark.Brand}}!important}
        .button{color:{{palette.Dark.OnBrand}}!important}
        .card{background-color:{{palette.Dark.SkyTint}}!important}
        .alert{background-color:{{palette.Dark.DangerTint}}!important}
        .alert{border-left-color:{{palette.Dark.Danger}}!important}
        .danger{color:{{palette.Dark.Danger}}!important}
        .urgent{color:{{palette.Dark.Wait}}!important}
        .rule{border-color:{{palette.Dark.Line}}!important}
        }
        """;

    /// <summary>
    /// The content of the second style element, which Gmail may drop as a whole: the same theme for Outlook's apps and
    /// website, which mark what they recolored with an attribute.
    /// </summary>
    public string OutlookCss { get; } = $$"""
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        [data-ogsc] .name,[data-ogsc] .link,[data-ogsc] .number{color:{{palette.Dark.Brand}}!important}
        [data-ogsc] .muted,[data-ogsc] .footer{color:{{palette.Dark.Muted}}!important}
        [data-ogsc] .button{color:{{palette.Dark.OnBrand}}!important}
        [data-ogsc] .danger{color:{{palette.Dark.Danger}}!important}
        [data-ogsc] .urgent{color:{{palette.Dark.Wait}}!important}
        [data-ogsb] .band{background-color:{{palette.Dark.Sky}}!important}
        [data-ogsb] .button-cell{background-color:{{palette.Dark.Brand}}!important}
        [data-ogsb] .card{background-color:{{palette.Dark.SkyTint}}!important}
        [data-ogsb] .alert{background-color:{{palette.Dark.DangerTint}}!important}
        """;
}
