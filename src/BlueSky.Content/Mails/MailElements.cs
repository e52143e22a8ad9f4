using BlueSky.Content.Localization;
using Microsoft.AspNetCore.Components;

namespace BlueSky.Content.Mails;

/// <summary>Pieces of text that a sentence of an email holds as HTML.</summary>
// Sequence numbers are for updates of a page; these are rendered once.
internal static class MailElements
{
    /// <summary>The clinic's phone number as a link.</summary>
    public static RenderFragment PhoneLink(this ClinicDetails clinic) =>
        Link(clinic.Phone, clinic.PhoneLink, "link", $"{clinic.Styles.Mails.Link};{MailStyles.Together}");

    /// <summary>A short number such as 911 as a link.</summary>
    public static RenderFragment EmergencyLink(this ClinicDetails clinic, string number) =>
        Link(number, TelUri.Of(number, number), "link", $"{clinic.Styles.Mails.Link};{MailStyles.Together}");

    /// <summary>The clinic's phone number, and its website when it is known.</summary>
    public static RenderFragment FooterContact(this ClinicDetails clinic)
    {
        var phone = Link(clinic.Phone, clinic.PhoneLink, "footer", clinic.Styles.Mails.FooterPhone);
        return clinic.Website is not { } website
            ? phone
            : Phrase.Of(
                clinic.Texts["MailFooter.Website"],
                ("phone", phone),
                ("website", Link(HostOf(website), website.AbsoluteUri, "footer", clinic.Styles.Mails.FooterLink)));
    }

    /// <summary>A number or a reference that no line end may divide.</summary>
    public static RenderFragment Together(string text) => builder =>
    {
        builder.OpenElement(0, "span");
        builder.AddAttribute(0, "style", MailStyles.Together);
        builder.AddContent(0, text);
        builder.CloseElement();
    };

    /// <summary>The lines of a text; Outlook for Windows keeps no line breaks by itself.</summary>
    public static RenderFragment Lines(string text) => builder =>
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        builder.AddContent(0, lines[0]);
        foreach (var line in lines.Skip(1))
        {
            builder.AddMarkupContent(0, "<br>\n");
            builder.AddContent(0, line);
        }
    };

    private static RenderFragment Link(string text, string address, string cssClass, string style) => builder =>
    {
        builder.OpenElement(0, "a");
        builder.AddAttribute(0, "class", cssClass);
        builder.AddAttribute(0, "href", address);
        builder.AddAttribute(0, "style", style);
        builder.AddContent(0, text);
        builder.CloseElement();
    };

    private static string HostOf(Uri website) =>
        website.Host.StartsWith("www.", StringComparison.Ordinal) ? website.Host["www.".Length..] : website.Host;
}
