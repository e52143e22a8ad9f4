using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Content.Pages;

namespace BlueSky.Content.Tests.Pages;

/// <summary>All pages for visitors, by the names of their snapshots, and in both languages.</summary>
internal static class PageSamples
{
    private static readonly FreeResource[] Resources =
    [
        new(
            "How to prepare for a first appointment",
            new Uri("https://www.example.com/resources/first-appointment?from=mail&lang=en"),
            "What to bring, and how to plan the day."),
        new("Questions to ask us", new Uri("https://www.example.com/resources/questions"), "For you & your family."),
        new("Keeping notes between visits", new Uri("https://www.example.com/resources/notes"), ""),
    ];

    private static readonly Dictionary<string, Func<ClinicDetails, Task<RenderedPage>>> Pages = new()
    {
        ["confirm"] = clinic => Message(PageMessages.Confirm(clinic, hasResources: true)),
        ["confirm-without-resources"] = clinic => Message(PageMessages.Confirm(clinic, hasResources: false)),
        ["confirm-with-a-logo"] = clinic => Message(PageMessages.Confirm(
            clinic with { Logo = new Uri("https://www.example.com/logo.png?v=2") }, hasResources: true)),
        ["confirmed"] = clinic => Message(PageMessages.Confirmed(clinic, Resources)),
        ["confirmed-without-resources"] = clinic => Message(PageMessages.Confirmed(clinic, [])),
        ["already-confirmed"] = clinic => Message(PageMessages.AlreadyConfirmed(clinic, Resources)),
        ["already-confirmed-without-resources"] = clinic => Message(PageMessages.AlreadyConfirmed(clinic, [])),
        ["expired"] = clinic => Message(PageMessages.Expired(clinic, 7, ("again", "1"))),
        ["link-broken"] = clinic => Message(PageMessages.Broken(clinic)),
        ["link-broken-without-a-website"] = clinic => Message(PageMessages.Broken(Bare(clinic))),
        ["link-replaced"] = clinic => Message(PageMessages.Replaced(clinic)),
        ["new-email-sent"] = clinic => Message(PageMessages.NewEmailSent(clinic)),
        ["not-me"] = clinic => Message(PageMessages.NotMe(clinic)),
        ["not-me-done"] = clinic => Message(PageMessages.NotMeDone(clinic)),
        ["not-me-too-late"] = clinic => Message(PageMessages.NotMeTooLate(clinic)),
        ["resources"] = clinic => Message(PageMessages.Resources(clinic, Resources)),
        ["resources-when-there-are-none"] = clinic => Message(PageMessages.Resources(clinic, [])),
        ["unsubscribe"] = clinic => Message(PageMessages.Unsubscribe(clinic)),
        ["unsubscribed"] = clinic => Message(PageMessages.Unsubscribed(clinic, ("undo", "1"))),
        ["unsubscribe-link-sent"] = clinic => Message(PageMessages.UnsubscribeLinkSent(clinic)),
        ["link-request"] = clinic => LinkRequestPage.RenderAsync(Rendering.Renderer, new LinkRequestModel(
            clinic, clinic.Texts["UnsubscribePage.Title"], new PageText("ManagePage.Opening"), "")),
        ["link-request-with-a-problem"] = clinic => LinkRequestPage.RenderAsync(
            Rendering.Renderer,
            new LinkRequestModel(
                clinic, clinic.Texts["ManagePage.Check"], new PageText("ManagePage.NotYet"),
                "ann@\"><script>alert(1)</script>", clinic.Texts["Field.NotAnEmail"])),
        ["unavailable"] = clinic => Message(PageMessages.Unavailable(
            clinic, new PageButton(clinic.Texts["UnavailablePage.Button"]) { IsGet = true })),
        ["unavailable-after-a-button"] = clinic => Message(PageMessages.Unavailable(
            clinic,
            new PageButton(clinic.Texts["UnavailablePage.Button"]) { Fields = [("again", "1"), ("t", "a\"b")] })),
        ["too-many"] = clinic => Message(PageMessages.TooMany(clinic, 2)),
        ["not-found"] = clinic => Message(PageMessages.NotFound(clinic)),
        ["not-found-without-a-website"] = clinic =>
            Message(PageMessages.NotFound(Bare(clinic), "There is no form at this address.")),
        ["form-left-at-get"] = clinic => Message(new MessageModel(
            clinic, clinic.Texts["Refused.NotPosted.Title"], new PageText("Refused.NotPosted.Message"))
        {
            Icon = PageIcon.Alert,
            WebsiteKey = "Website.Go",
            ForDesigner = "The form must be sent with method=\"post\".",
        }),
        ["form-error"] = clinic => Form(FormSamples.OneProblem(clinic)),
        ["form-errors"] = clinic => Form(FormSamples.SeveralProblems(clinic)),
        ["form-unavailable"] = clinic => Form(FormSamples.Unavailable(clinic)),
        ["form-error-from-a-hostile-visitor"] = clinic => Form(FormSamples.Hostile(clinic)),
        ["thanks-consultation"] = clinic => Thanks(new ConsultationThanks(
            clinic, PromiseIn(clinic.Texts), "BSK-7F3K-9Q2M", Reach.Either)),
        ["thanks-consultation-by-phone"] = clinic => Thanks(new ConsultationThanks(
            clinic, PromiseIn(clinic.Texts), "BSK-7F3K-9Q2M", Reach.Calls)),
        ["thanks-consultation-by-email"] = clinic => Thanks(new ConsultationThanks(
            clinic, PromiseIn(clinic.Texts), "BSK-7F3K-9Q2M", Reach.Writes)),
        ["thanks-consultation-with-few-settings"] = clinic => Thanks(new ConsultationThanks(
            Bare(clinic), Promise: null, "BSK-7F3K-9Q2M", Reach.Either)),
        ["thanks-subscription"] = clinic => Thanks(new SubscriptionThanks(clinic, true, true)),
        ["thanks-subscription-without-resources"] = clinic => Thanks(new SubscriptionThanks(clinic, true, false)),
        ["thanks-subscription-without-confirmation"] = clinic => Thanks(new SubscriptionThanks(clinic, false, true)),
        ["thanks-plain"] = clinic => Thanks(new PlainThanks(clinic)),
    };

    public static IEnumerable<(string Name, string Language)> All =>
        Pages.Keys.SelectMany(name => new[] { (name, "en"), (name, "es") });

    /// <summary>The same for a theory.</summary>
    public static TheoryData<string, string> Cases
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var (name, language) in All)
            {
                all.Add(name, language);
            }

            return all;
        }
    }

    public static ClinicDetails Clinic(Texts texts) => Samples.Clinic with
    {
        Texts = texts,
        Website = new Uri("https://www.example.com/"),
        Hours = texts == Texts.English
            ? "Monday to Friday, 9\u00A0AM to 5\u00A0PM"
            : "de lunes a viernes, de 9\u00A0a.\u00A0m. a 5\u00A0p.\u00A0m.",
        CallsFrom = "505-336-0299",
        Doctor = texts == Texts.English ? "Dr.\u00A0Rosen" : "la Dra.\u00A0Rosen",
    };

    public static Task<RenderedPage> RenderAsync(string name, string language = "en") =>
        Pages[name](Clinic(Texts.For(language)));

    // Only what every clinic has to set.
    private static ClinicDetails Bare(ClinicDetails clinic) =>
        new(clinic.Texts, clinic.Name, clinic.Phone, clinic.PostalAddress);

    private static string PromiseIn(Texts texts) =>
        texts.Deadline(new DateOnly(2026, 11, 30), new TimeOnly(17, 0), 2026);

    private static Task<RenderedPage> Message(MessageModel model) => MessagePage.RenderAsync(Rendering.Renderer, model);

    private static Task<RenderedPage> Form(FormErrorModel model) =>
        FormErrorPage.RenderAsync(Rendering.Renderer, model);

    private static Task<RenderedPage> Thanks(ThanksModel model) => ThanksPage.RenderAsync(Rendering.Renderer, model);
}
