using BlueSky.Content.Localization;
using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests;

/// <summary>The mails that are looked at, by the names of their snapshots.</summary>
internal static class Samples
{
    public static readonly ClinicDetails Clinic =
        new(Texts.English, "Blue Sky Ketamine", "505-336-0217", "1 Example Plaza NE\nAlbuquerque, NM 87110");

    private static readonly Uri StaffList = new("https://forms.example.com/staff");
    private static readonly Uri RequestPage = new("https://forms.example.com/staff/requests/BSK-7F3K-9Q2M");

    private const string Afternoon = "Thursday, January 8, 2026, 3:42 PM (America/Denver, UTC-07:00)";

    /// <summary>What a hostile visitor may type: markup, links, direction marks, endless words, forged lines.</summary>
    public static readonly string[] Hostile =
    [
        "<script>alert('x')</script>",
        "\"><img src=\"https://evil.example/x.png\" onerror=alert(1)>",
        "Win money: https://evil.example/?a=1&b=2",
        "👩🏽‍⚕️ Zoë O'Brien-Łukasz",
        "مرحبا \u202Egnp.exe",
        new string('w', 700) + string.Concat(Enumerable.Repeat("😀", 150)),
        "\n\nReference: BSK-FAKE\r\nOpen it:\u2028https://evil.example/fake",
    ];

    private static readonly FreeResource[] Resources =
    [
        new(
            "How to prepare for a first appointment",
            new Uri("https://www.example.com/resources/first-appointment?from=mail&lang=en"),
            "What to bring, what to ask, and how long to plan for. A short list that you can print."),
        new("Questions to ask", new Uri("https://www.example.com/resources/questions"), "For you & your family."),
        new("What to expect on the day", new Uri("https://www.example.com/resources/day"), "From door to door."),
    ];

    private static readonly DigestWaiting Waiting = new(
        Late: 1, New: 1, Tried: 1, HeldBack: 1, IsMoreHeldBack: false,
        new OldestRequest(
            "on Tuesday, January\u00A06, at 2:10\u00A0PM", "Tuesday, January\u00A06",
            "Wednesday, January\u00A07, 5\u00A0PM", IsPastPromise: true));

    private static readonly NoticeField[] Details =
    [
        new("Phone", "(505) 555-0100", new Uri("tel:5055550100")),
        new("Name", "Ann Example"),
        new("Message", "Please call me after five.\n\nI prefer Tuesdays."),
    ];

    public static readonly IReadOnlyDictionary<string, Func<ContentRenderer, Task<MailContent>>> Mails =
        new Dictionary<string, Func<ContentRenderer, Task<MailContent>>>
        {
            ["subscribe-confirm"] = renderer => SubscribeConfirmMail.RenderAsync(renderer, Confirmation(days: 7)),
            ["subscribe-confirm-within-a-day"] = renderer =>
                SubscribeConfirmMail.RenderAsync(renderer, Confirmation(days: 1)),
            ["subscribe-welcome-without-resources"] = renderer => Welcome(renderer, 0),
            ["subscribe-welcome-with-one-resource"] = renderer => Welcome(renderer, 1),
            ["subscribe-welcome-with-three-resources"] = renderer => Welcome(renderer, 3),
            ["subscribe-manage"] = renderer => SubscribeManageMail.RenderAsync(
                renderer,
                new SubscribeManageModel(
                    Clinic, new Uri("https://forms.example.com/api/unsubscribe?t=abc.DEF-123_x"))),
            ["consultation-received"] = renderer => ConsultationReceivedMail.RenderAsync(
                renderer, new ConsultationReceivedModel(Clinic, "BSK-7F3K-9Q2M")),
            ["staff-code"] = renderer => StaffCodeMail.RenderAsync(
                renderer, new StaffCodeModel(Clinic, "4821 0937", "9:22 AM")),
            ["staff-alert"] = renderer => StaffAlertMail.RenderAsync(
                renderer,
                new StaffAlertModel(Clinic, LimitedMail.Confirmation, 100, Afternoon)),
            ["staff-alert-of-acknowledgements"] = renderer => StaffAlertMail.RenderAsync(
                renderer,
                new StaffAlertModel(Clinic, LimitedMail.Acknowledgement, 60, Afternoon)),
            ["staff-summary"] = renderer => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    Clinic, NoticeKind.Request, "Consultation request", 2, Afternoon,
                    [new("BSK-7F3K-9Q2M", RequestPage), new("BSK-2345-6789", RequestPage)], StaffList)),
            ["staff-summary-of-held-back"] = renderer => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    Clinic, NoticeKind.HeldBack, "Consultation request", 2, Afternoon,
                    [new("BSK-7F3K-9Q2M", RequestPage), new("BSK-2345-6789", RequestPage)], StaffList)),
            ["staff-summary-of-subscribers"] = renderer => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    Clinic, NoticeKind.Subscriber, "Subscriber", 1, Afternoon, [new("BSK-7F3K-9Q2M", RequestPage)],
                    List: null)),
            ["staff-summary-of-many"] = renderer => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    Clinic, NoticeKind.Request, "Consultation request", 87, Afternoon,
                    [new("BSK-7F3K-9Q2M", RequestPage)], StaffList)),
            ["staff-digest"] = renderer => Digest(renderer, Waiting, 0, 0, 0, 0),
            ["staff-digest-in-time"] = renderer => Digest(
                renderer,
                new DigestWaiting(0, 1, 0, 0, false, new OldestRequest(
                    "today, Friday, January\u00A09, at 7:12\u00A0AM", "Friday, January\u00A09",
                    "Monday, January\u00A012, 5\u00A0PM", IsPastPromise: false)),
                0, 0, 0, 0),
            ["staff-digest-of-held-back"] = renderer => Digest(
                renderer, new DigestWaiting(0, 0, 0, 1000, IsMoreHeldBack: true, Oldest: null), 0, 0, 0, 0),
            ["staff-digest-with-trouble"] = renderer => Digest(
                renderer, Waiting, 2, 14, 1, 3,
                new("BSK-7F3K-9Q2M", $"Consultation request, not processed, {Afternoon}"),
                new("BSK-2222-3333.staff-notice.2", $"Email staff-notice, failed, {Afternoon}"),
                new("BSK-4444-5555", $"Subscriber, held back, {Afternoon}")),
            ["staff-digest-of-robots-alone"] = renderer =>
                Digest(renderer, new DigestWaiting(0, 0, 0, 0, false, Oldest: null), 0, 14, 0, 0),
            ["staff-notice"] = renderer => Notice(renderer, NoticeKind.Request, "asked for a free consultation"),
            ["staff-notice-of-held-back"] = renderer =>
                Notice(renderer, NoticeKind.HeldBack, "asked for a free consultation"),
            ["staff-notice-of-subscriber"] = renderer =>
                Notice(renderer, NoticeKind.Subscriber, "confirmed their email address", "Confirmed subscriber"),
            ["staff-notice-with-details"] = renderer =>
                Notice(renderer, NoticeKind.Request, "asked for a free consultation", details: Details),
            ["staff-notice-from-a-hostile-visitor"] = renderer => Notice(
                renderer, NoticeKind.Request, "asked for a free consultation",
                details: [.. Hostile.Select(typed => new NoticeField(typed, typed))]),
        };

    private static SubscribeConfirmModel Confirmation(int days) => new(
        Clinic,
        new Uri("https://forms.example.com/api/confirm?t=abc.DEF-123_x"),
        new Uri("https://forms.example.com/api/not-me?t=abc.DEF-123_x"),
        days);

    private static Task<MailContent> Welcome(ContentRenderer renderer, int resources) =>
        SubscribeWelcomeMail.RenderAsync(renderer, new SubscribeWelcomeModel(
            Clinic,
            Resources[..resources],
            new Uri("https://forms.example.com/api/unsubscribe?t=abc.DEF-123_x"),
            new Uri("https://forms.example.com/api/resources?t=abc.DEF-123_x")));

    private static Task<MailContent> Digest(
        ContentRenderer renderer, DigestWaiting waiting, int quarantined, int honeypots, int failed, int unsent,
        params DigestLine[] lines) =>
        StaffDigestMail.RenderAsync(renderer, new StaffDigestModel(
            Clinic, "Friday, January 9, 2026, 8:00 AM (America/Denver, UTC-07:00)", waiting, quarantined, honeypots,
            failed, unsent, lines, StaffList, "8\u00A0AM"));

    private static Task<MailContent> Notice(
        ContentRenderer renderer, NoticeKind kind, string action, string form = "Consultation request",
        IReadOnlyList<NoticeField>? details = null) =>
        StaffNoticeMail.RenderAsync(renderer, new StaffNoticeModel(
            Clinic,
            kind,
            "BSK-7F3K-9Q2M",
            form,
            action,
            new NoticeTime("today, Thursday, January\u00A08, at 3:42\u00A0PM", Afternoon, "2 minutes"),
            "Friday, January\u00A09, 5\u00A0PM",
            RequestPage,
            details));
}
