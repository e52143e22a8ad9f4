namespace BlueSky.Content.Mails;

/// <summary>Markup that Razor would leave out: comments that Outlook for Windows reads.</summary>
internal static class MailMarkup
{
    /// <summary>Outlook for Windows shows Times New Roman when it does not know the first font.</summary>
    public const string OutlookHead =
        "<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch>" +
        "</o:OfficeDocumentSettings></xml><style>" +
        "td,p,a,li,dt,dd,span{font-family:'Segoe UI',Arial,sans-serif!important}" +
        "h1,h2,.name,.number{font-family:Georgia,serif!important}</style><![endif]-->";

    public const string OutlookFrameStart =
        "<!--[if mso]><table role=\"presentation\" width=\"600\" align=\"center\" cellpadding=\"0\" " +
        "cellspacing=\"0\" border=\"0\"><tr><td><![endif]-->";

    public const string OutlookFrameEnd = "<!--[if mso]></td></tr></table><![endif]-->";

    private const int PaddingLength = 40;

    /// <summary>After the preheader, so that an inbox shows nothing of the email itself there.</summary>
    public static readonly string PreheaderPadding =
        string.Concat(Enumerable.Repeat("&#847;&zwnj;&nbsp;", PaddingLength));
}
