using System.Globalization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Quota on notices to each staff address: a flood of posts must not bury the notices of real ones. The first notice
/// over the quota becomes the summary of all notices over it, and is sent after the hour. New subscribers, and requests
/// that are held back, have quotas of their own, and do not use up that of requests.
/// </summary>
internal sealed class StaffNoticeQuota(
    IQuotaStore counts, IMailOutbox outbox, FormCatalog forms, MailSettings mails, LimitSettings limits,
    TimeProvider clock) : MailQuota
{
    private const int OthersPerHour = 6;
    private const string DayFormat = "yyyy-MM-dd";

    private static readonly Dictionary<NoticeKind, string> Counters = new()
    {
        [NoticeKind.Request] = "notices.requests",
        [NoticeKind.HeldBack] = "notices.held",
        [NoticeKind.Subscriber] = "notices.subscribers",
    };

    // After the hour, when its last notices are recorded.
    private static readonly TimeSpan SummaryAfter = TimeSpan.FromMinutes(61);

    private readonly IReadOnlyDictionary<string, HourlyQuota> quotas = mails.ToEachOfStaff("")
        .SelectMany(mail => (IEnumerable<(string Counter, int PerHour)>)
        [
            (CounterOf(NoticeKind.Request, mail.Number), limits.StaffNoticesPerHour),
            (CounterOf(NoticeKind.HeldBack, mail.Number), limits.StaffNoticesPerHour == 0 ? 0 : OthersPerHour),
            (CounterOf(NoticeKind.Subscriber, mail.Number), limits.StaffNoticesPerHour == 0 ? 0 : OthersPerHour),
        ])
        .ToDictionary(each => each.Counter, each => new HourlyQuota(counts, each.Counter, each.PerHour, clock));

    // A staff address that was removed from the settings has no count.
    public override async Task<bool> TryAcquireAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) =>
        mail.Summary is not null || QuotaOf(submission, mail) is not { } quota || await quota.TryAcquireAsync();

    public override async Task<OutboxMail?> AdmitAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (mail.Summary is not null || QuotaOf(submission, mail) is not { } quota || await quota.TryAcquireAsync())
        {
            return null;
        }

        var count = await quota.CurrentAsync(cancellationToken);
        var summary = string.Create(CultureInfo.InvariantCulture, $"{count.Counter} {count.Hour:yyyy-MM-ddTHH}Z");
        return count.SummarizedIn == count.Hour
            ? mail.MoveToSummary(clock.GetUtcNow(), summary)
            : await SummarizeAsync(quota, mail, summary, count.Hour, cancellationToken);
    }

    public override void Release(Submission submission, OutboxMail mail) => QuotaOf(submission, mail)?.Release();

    public NoticeKind KindOf(Submission submission) =>
        submission.IsHeldBack ? NoticeKind.HeldBack
        : forms.Find(submission.Kind) is { WaitsForAnswer: true } ? NoticeKind.Request
        : NoticeKind.Subscriber;

    /// <summary>What a summary is about, whatever its submissions became meanwhile.</summary>
    public static NoticeKind KindOf(string summary) => Counters
        .First(counter => summary.StartsWith(counter.Value, StringComparison.Ordinal)).Key;

    /// <summary>The UTC day of the hour that a summary is about.</summary>
    public static DateOnly DayOf(string summary) => DateOnly.ParseExact(
        summary.AsSpan(summary.LastIndexOf(' ') + 1, DayFormat.Length), DayFormat, CultureInfo.InvariantCulture);

    // Saved before the claim: a crash in between causes two summaries rather than none.
    private async Task<OutboxMail> SummarizeAsync(
        HourlyQuota quota, OutboxMail mail, string summary, DateTimeOffset hour, CancellationToken cancellationToken)
    {
        var summaryMail = mail.Summarize(clock.GetUtcNow(), summary, hour + SummaryAfter);
        if (await outbox.TryUpdateAsync(summaryMail, cancellationToken) is not { } written)
        {
            return mail;
        }

        var isFirst = await quota.ChangeAsync(
            count => count.Hour != hour || count.SummarizedIn == hour ? null : count with { SummarizedIn = hour },
            cancellationToken);
        return isFirst ? written : written.MoveToSummary(clock.GetUtcNow(), summary);
    }

    private HourlyQuota? QuotaOf(Submission submission, OutboxMail mail) =>
        quotas.GetValueOrDefault(CounterOf(KindOf(submission), mail.Number));

    private static string CounterOf(NoticeKind kind, int? number) =>
        number is null ? Counters[kind] : $"{Counters[kind]}.{number}";
}
