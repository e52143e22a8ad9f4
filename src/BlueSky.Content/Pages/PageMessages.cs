using BlueSky.Content.Mails;

namespace BlueSky.Content.Pages;

/// <summary>The messages of the pages that links in emails open, each by what happened.</summary>
public static class PageMessages
{
    private const string SignUpOnWebsite = "Website.SignUp";
    private const string GoToWebsite = "Website.Go";

    private static readonly PageText Help = new("Help.Call");

    public static MessageModel Confirm(ClinicDetails clinic, bool hasResources) => Of(
        clinic, "ConfirmPage.Title",
        new(hasResources ? "ConfirmPage.Opening" : "ConfirmPage.OpeningWithoutResources"), PageIcon.Sun) with
    {
        Button = new PageButton(clinic.Texts["ConfirmMail.Button"]),
        Note = new PageText("ConfirmPage.Promise"),
    };

    public static MessageModel Confirmed(ClinicDetails clinic, IReadOnlyList<FreeResource> resources) => Of(
        clinic, "ConfirmedPage.Title",
        new(resources.Count > 0 ? "ConfirmedPage.Opening" : "ConfirmedPage.OpeningWithoutResources"),
        PageIcon.Check) with
    {
        Resources = resources,
        More = new PageText("ConfirmedPage.Promise"),
        WebsiteKey = GoToWebsite,
    };

    public static MessageModel AlreadyConfirmed(ClinicDetails clinic, IReadOnlyList<FreeResource> resources) => Of(
        clinic, "AlreadyConfirmedPage.Title",
        new(resources.Count > 0 ? "AlreadyConfirmedPage.Opening" : "AlreadyConfirmedPage.OpeningWithoutResources"),
        PageIcon.Check) with
    {
        Resources = resources,
        Note = new PageText("AlreadyConfirmedPage.Missing"),
        WebsiteKey = GoToWebsite,
    };

    /// <param name="days">How long a link works.</param>
    /// <param name="field">What the button sends.</param>
    public static MessageModel Expired(ClinicDetails clinic, int days, (string Name, string Value) field) => Of(
        clinic, "ExpiredPage.Title",
        new("ExpiredPage.Opening", ("days", clinic.Texts.Count(days, "Day"))), PageIcon.Clock) with
    {
        Button = new PageButton(clinic.Texts["ExpiredPage.Button"]) { Fields = [field] },
        Help = Help,
    };

    public static MessageModel Broken(ClinicDetails clinic) => Of(
        clinic, "BrokenPage.Title", new("BrokenPage.Opening"), PageIcon.Link) with
    {
        Help = Help,
        WebsiteKey = SignUpOnWebsite,
    };

    public static MessageModel Replaced(ClinicDetails clinic) => Of(
        clinic, "ReplacedPage.Title", new("ReplacedPage.Opening"), PageIcon.Link) with
    {
        Help = Help,
        WebsiteKey = SignUpOnWebsite,
    };

    /// <summary>The same whether an email is sent or not.</summary>
    public static MessageModel NewEmailSent(ClinicDetails clinic) => Of(
        clinic, "SentPage.Title", new("SentPage.Opening"), PageIcon.Envelope) with
    {
        More = new PageText("SentPage.Press", ("button", clinic.Texts["ConfirmMail.Button"])),
        Note = new PageText("SentPage.Missing"),
        Help = Help,
    };

    public static MessageModel NotMe(ClinicDetails clinic) => Of(
        clinic, "NotMePage.Title", new("NotMePage.Opening")) with
    {
        Button = new PageButton(clinic.Texts["NotMePage.Button"]),
        Note = new PageText("NotMePage.OrClose"),
    };

    public static MessageModel NotMeDone(ClinicDetails clinic) => Of(
        clinic, "NotMeDonePage.Title", new("NotMeDonePage.Opening"), PageIcon.Check) with
    {
        WebsiteKey = GoToWebsite,
    };

    public static MessageModel NotMeTooLate(ClinicDetails clinic) => Of(
        clinic, "NotMeTooLatePage.Title", new("NotMeTooLatePage.Opening"), PageIcon.Clock) with
    {
        Help = Help,
        WebsiteKey = GoToWebsite,
    };

    public static MessageModel Resources(ClinicDetails clinic, IReadOnlyList<FreeResource> resources) => Of(
        clinic, "ResourcesPage.Title",
        new(resources.Count > 0 ? "ResourcesPage.Opening" : "ResourcesPage.Empty"), PageIcon.Book) with
    {
        Resources = resources,
        Help = Help,
        WebsiteKey = GoToWebsite,
    };

    public static MessageModel Unsubscribe(ClinicDetails clinic) => Of(
        clinic, "UnsubscribePage.Title", new("UnsubscribePage.Opening")) with
    {
        Button = new PageButton(clinic.Texts["UnsubscribePage.Button"]),
        Note = new PageText("UnsubscribePage.StillCall"),
    };

    /// <param name="undo">What the button sends.</param>
    public static MessageModel Unsubscribed(ClinicDetails clinic, (string Name, string Value) undo) => Of(
        clinic, "UnsubscribedPage.Title", new("UnsubscribedPage.Opening"), PageIcon.Check) with
    {
        More = new PageText("UnsubscribedPage.Mistake"),
        Button = new PageButton(clinic.Texts["UnsubscribedPage.Button"]) { Fields = [undo], IsSecondary = true },
        WebsiteKey = GoToWebsite,
    };

    /// <summary>To a visitor who asked for the link to unsubscribe; the same for every address.</summary>
    public static MessageModel UnsubscribeLinkSent(ClinicDetails clinic) => Of(
        clinic, "SentPage.Title", new("ManagePage.Sent"), PageIcon.Envelope) with
    {
        Note = new PageText("SentPage.Missing"),
        Help = Help,
    };

    /// <param name="tryAgain">Sends the same request again.</param>
    public static MessageModel Unavailable(ClinicDetails clinic, PageButton tryAgain) => Of(
        clinic, "UnavailablePage.Title", new("UnavailablePage.Opening"), PageIcon.Alert) with
    {
        Button = tryAgain,
        Help = new PageText("UnavailablePage.Still"),
    };

    /// <param name="minutes">After how many a link works again.</param>
    public static MessageModel TooMany(ClinicDetails clinic, int minutes) => Of(
        clinic, "Refused.TooMany.Title",
        new("Refused.TooMany.Message", ("minutes", clinic.Texts.Count(minutes, "Minute"))), PageIcon.Clock);

    /// <param name="forDesigner">What is wrong with the address, in English.</param>
    public static MessageModel NotFound(ClinicDetails clinic, string? forDesigner = null) => Of(
        clinic, "NotFoundPage.Title", new("NotFoundPage.Opening"), PageIcon.Link) with
    {
        IsWebsiteButton = true,
        Help = Help,
        ForDesigner = forDesigner,
    };

    private static MessageModel Of(ClinicDetails clinic, string titleKey, PageText opening, PageIcon? icon = null) =>
        new(clinic, clinic.Texts[titleKey], opening) { Icon = icon };
}
