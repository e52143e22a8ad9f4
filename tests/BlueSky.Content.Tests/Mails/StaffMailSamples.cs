using BlueSky.Content.Mails;

namespace BlueSky.Content.Tests.Mails;

/// <summary>The emails to staff that are looked at.</summary>
internal static class StaffMailSamples
{
    private const string Afternoon = "Thursday, January 8, 2026, 3:42 PM (America/Denver, UTC-07:00)";

    private static readonly Uri List = new("https://forms.example.com/staff");

    private static readonly DigestWaiting Waiting = new(
        Late: 1, New: 1, Tried: 1, HeldBack: 1, IsMoreHeldBack: false,
        new OldestRequest(
            "on Tuesday, January\u00A06, at 2:10\u00A0PM", "Tuesday, January\u00A06",
            "Wednesday, January\u00A07, 5\u00A0PM", IsPastPromise: true));

    private static readonly DigestWaiting Nobody = new(0, 0, 0, 0, false, Oldest: null);

    private static readonly NoticeField[] Details =
    [
        new("Phone", "(505) 555-0100", new Uri("tel:+15055550100")),
        new("Name", "Ann Example"),
        new("Message", "Please call me after five.\n\nI prefer Tuesdays."),
    ];

    public static readonly IReadOnlyDictionary<string, Func<ContentRenderer, ClinicDetails, Task<MailContent>>> All =
        new Dictionary<string, Func<ContentRenderer, ClinicDetails, Task<MailContent>>>
        {
            ["staff-code"] = (renderer, clinic) =>
                StaffCodeMail.RenderAsync(renderer, new StaffCodeModel(clinic, "4821 0937", "9:22\u00A0AM")),
            ["staff-alert"] = (renderer, clinic) => StaffAlertMail.RenderAsync(
                renderer, new StaffAlertModel(clinic, LimitedMail.Confirmation, 100, Afternoon)),
            ["staff-alert-of-acknowledgements"] = (renderer, clinic) => StaffAlertMail.RenderAsync(
                renderer, new StaffAlertModel(clinic, LimitedMail.Acknowledgement, 60, Afternoon)),
            ["staff-summary"] = (renderer, clinic) => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    clinic, NoticeKind.Request, 2, Afternoon, [Item("BSK-7F3K-9Q2M"), Item("BSK-2345-6789")], List)),
            ["staff-summary-of-held-back"] = (renderer, clinic) => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    clinic, NoticeKind.HeldBack, 2, Afternoon, [Item("BSK-7F3K-9Q2M"), Item("BSK-2345-6789")], List)),
            ["staff-summary-of-subscribers"] = (renderer, clinic) => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    clinic, NoticeKind.Subscriber, 1, Afternoon, [Item("BSK-7F3K-9Q2M")], List: null)),
            ["staff-summary-of-many"] = (renderer, clinic) => StaffSummaryMail.RenderAsync(
                renderer,
                new StaffSummaryModel(
                    clinic, NoticeKind.Request, 87, Afternoon, [Item("BSK-7F3K-9Q2M")], List)),
            ["staff-digest"] = (renderer, clinic) => Digest(renderer, clinic, Waiting, 0, 0, 0, 0),
            ["staff-digest-in-time"] = (renderer, clinic) => Digest(
                renderer, clinic,
                new DigestWaiting(0, 1, 0, 0, false, new OldestRequest(
                    "today, Friday, January\u00A09, at 7:12\u00A0AM", "Friday, January\u00A09",
                    "Monday, January\u00A012, 5\u00A0PM", IsPastPromise: false)),
                0, 0, 0, 0),
            ["staff-digest-of-held-back"] = (renderer, clinic) => Digest(
                renderer, clinic, new DigestWaiting(0, 0, 0, 1000, IsMoreHeldBack: true, Oldest: null), 0, 0, 0, 0),
            ["staff-digest-with-trouble"] = (renderer, clinic) => Digest(
                renderer, clinic, Waiting, 2, 14, 1, 3,
                new("BSK-7F3K-9Q2M", $"Consultation request, not processed, {Afternoon}"),
                new("BSK-2222-3333.staff-notice.2", $"Email staff-notice, failed, {Afternoon}"),
                new("BSK-4444-5555", $"Subscriber, held back, {Afternoon}")),
            ["staff-digest-of-robots-alone"] = (renderer, clinic) => Digest(renderer, clinic, Nobody, 0, 14, 0, 0),
            ["staff-notice"] = (renderer, clinic) => Notice(renderer, clinic, NoticeKind.Request),
            ["staff-notice-of-held-back"] = (renderer, clinic) => Notice(renderer, clinic, NoticeKind.HeldBack),
            ["staff-notice-of-subscriber"] = (renderer, clinic) => Notice(renderer, clinic, NoticeKind.Subscriber),
            ["staff-notice-with-details"] = (renderer, clinic) =>
                Notice(renderer, clinic, NoticeKind.Request, Details),
            ["staff-notice-from-a-hostile-visitor"] = (renderer, clinic) => Notice(
                renderer, clinic, NoticeKind.Request,
                [.. Samples.Hostile.Select(typed => new NoticeField(typed, typed))]),
        };

    private static Uri Page(string id) => new($"https://forms.example.com/staff/requests/{id}");

    private static SummaryItem Item(string id) => new(id, Page(id));

    private static Task<MailContent> Digest(
        ContentRenderer renderer, ClinicDetails clinic, DigestWaiting waiting, int quarantined, int honeypots,
        int failed, int unsent, params DigestLine[] lines) =>
        StaffDigestMail.RenderAsync(renderer, new StaffDigestModel(
            clinic, "Friday, January 9, 2026, 8:00 AM (America/Denver, UTC-07:00)", waiting, quarantined, honeypots,
            failed, unsent, lines, List, "8\u00A0AM"));

    private static Task<MailContent> Notice(
        ContentRenderer renderer, ClinicDetails clinic, NoticeKind kind, IReadOnlyList<NoticeField>? details = null) =>
        StaffNoticeMail.RenderAsync(renderer, new StaffNoticeModel(
            clinic,
            kind,
            "BSK-7F3K-9Q2M",
            kind == NoticeKind.Subscriber ? "Confirmed subscriber" : "Consultation request",
            kind == NoticeKind.Subscriber ? "confirmed their email address" : "asked for a free consultation",
            new NoticeTime("today, Thursday, January\u00A08, at 3:42\u00A0PM", Afternoon, "2 minutes"),
            "Friday, January\u00A09, 5\u00A0PM",
            Page("BSK-7F3K-9Q2M"),
            details));
}
