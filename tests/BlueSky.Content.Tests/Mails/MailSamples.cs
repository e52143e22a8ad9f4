using BlueSky.Content.Localization;
using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests.Mails;

/// <summary>The emails that are looked at, by the names of their snapshots. Spanish ones end in <c>.es</c>.</summary>
internal static class MailSamples
{
    private const string Spanish = ".es";

    private static readonly Uri Logo = new("https://www.example.com/logo.png");

    public static readonly ClinicDetails Clinic = ClinicIn(Texts.English);

    public static readonly IReadOnlyList<string> Names =
    [
        .. Visitors.Keys, .. Visitors.Keys.Select(name => name + Spanish), .. StaffMailSamples.All.Keys,
    ];

    private static Dictionary<string, Func<ContentRenderer, ClinicDetails, Task<MailContent>>> Visitors => new()
    {
        ["subscribe-confirm"] = (renderer, clinic) => Confirm(renderer, clinic, days: 7, hasResources: true),
        ["subscribe-confirm-with-a-logo"] = (renderer, clinic) =>
            Confirm(renderer, clinic with { Logo = Logo }, days: 7, hasResources: true),
        ["subscribe-confirm-within-a-day"] = (renderer, clinic) =>
            Confirm(renderer, Plain(clinic), days: 1, hasResources: false),
        ["subscribe-welcome-without-resources"] = (renderer, clinic) => Welcome(renderer, Plain(clinic), []),
        ["subscribe-welcome-with-one-resource"] = (renderer, clinic) =>
            Welcome(renderer, clinic, Samples.Resources[..1], isConfirmed: false),
        ["subscribe-welcome-with-three-resources"] = (renderer, clinic) => Welcome(
            renderer, clinic, [.. Samples.Resources[..2], Samples.Resources[2] with { Language = "es" }]),
        ["subscribe-manage"] = (renderer, clinic) => SubscribeManageMail.RenderAsync(
            renderer, new SubscribeManageModel(clinic, Link("unsubscribe", clinic))),
        ["news"] = (renderer, clinic) => NewsMail.RenderAsync(renderer, NewsMailSamples.In(clinic)),
        ["news-of-all-formats"] = (renderer, clinic) => NewsMail.RenderAsync(
            renderer, NewsMailSamples.In(clinic) with { Text = NewsText.Parse(NewsMailSamples.AllFormats) }),
        ["consultation-received"] = (renderer, clinic) => Received(renderer, clinic, Promise(clinic), hasPhone: true),
        ["consultation-received-by-email-alone"] = (renderer, clinic) =>
            Received(renderer, clinic, Promise(clinic), hasPhone: false),
        ["consultation-received-late"] = (renderer, clinic) =>
            Received(renderer, Plain(clinic), promise: null, hasPhone: true),
    };

    public static bool IsForVisitors(string name) => !name.StartsWith("staff-", StringComparison.Ordinal);

    public static bool IsSpanish(string name) => name.EndsWith(Spanish, StringComparison.Ordinal);

    /// <param name="styles">Those of another color; null for the usual ones.</param>
    public static Task<MailContent> RenderAsync(string name, BrandStyles? styles = null)
    {
        var clinic = ClinicIn(IsSpanish(name) ? Texts.Spanish : Texts.English) with
        {
            Styles = styles ?? BrandStyles.Default,
        };
        return IsForVisitors(name)
            ? Visitors[name.Replace(Spanish, "", StringComparison.Ordinal)](Rendering.Renderer, clinic)
            : StaffMailSamples.All[name](Rendering.Renderer, clinic);
    }

    private static ClinicDetails ClinicIn(Texts texts) =>
        new(texts, "Blue Sky Ketamine", "505-336-0217", "1 Example Plaza NE\nAlbuquerque, NM 87110")
        {
            Website = new Uri("https://www.example.com/"),
            Hours = texts == Texts.Spanish
                ? "de lunes a viernes, de 9\u00A0a.\u00A0m. a 5\u00A0p.\u00A0m."
                : "Monday to Friday, 9\u00A0AM to 5\u00A0PM",
            CallsFrom = "505-336-0218",
            Doctor = texts == Texts.Spanish ? "el Dr.\u00A0Rosen" : "Dr.\u00A0Rosen",
            Signature = texts == Texts.Spanish
                ? "El Dr.\u00A0Rosen y el equipo de Blue Sky Ketamine"
                : "Dr.\u00A0Rosen and the Blue Sky Ketamine team",
        };

    /// <summary>A clinic that has set only what it must.</summary>
    private static ClinicDetails Plain(ClinicDetails clinic) =>
        new(clinic.Texts, clinic.Name, clinic.Phone, clinic.PostalAddress) { Styles = clinic.Styles };

    private static string Promise(ClinicDetails clinic) => clinic.Texts == Texts.Spanish
        ? "viernes 9\u00A0de enero a las 5\u00A0p.\u00A0m."
        : "Friday, January\u00A09, 5\u00A0PM";

    internal static Uri Link(string page, ClinicDetails clinic) => new(
        $"https://forms.example.com/api/{page}?t=abc.DEF-123_x{(clinic.Texts == Texts.Spanish ? "&lang=es" : "")}");

    private static Task<MailContent> Confirm(
        ContentRenderer renderer, ClinicDetails clinic, int days, bool hasResources) =>
        SubscribeConfirmMail.RenderAsync(renderer, new SubscribeConfirmModel(
            clinic,
            Link("confirm", clinic),
            Link("not-me", clinic),
            days,
            clinic.Texts == Texts.Spanish ? "jueves 15\u00A0de enero" : "Thursday, January\u00A015",
            hasResources));

    private static Task<MailContent> Welcome(
        ContentRenderer renderer, ClinicDetails clinic, FreeResource[] resources, bool isConfirmed = true) =>
        SubscribeWelcomeMail.RenderAsync(renderer, new SubscribeWelcomeModel(
            clinic, resources, Link("unsubscribe", clinic), Link("resources", clinic), isConfirmed));

    private static Task<MailContent> Received(
        ContentRenderer renderer, ClinicDetails clinic, string? promise, bool hasPhone) =>
        ConsultationReceivedMail.RenderAsync(
            renderer, new ConsultationReceivedModel(clinic, "BSK-7F3K-9Q2M", promise, hasPhone));
}
