using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// The ceiling on notices, for each of the staff: a flood of posts must not bury the notices of real ones. The first
/// that is over it becomes the summary of all that are, and goes out when the hour is over. New subscribers have a
/// ceiling of their own, and use nothing up of the requests'.
/// </summary>
internal sealed class StaffNoticeCeiling(
    ICeilingStore counts, IMailLedger ledger, FormCatalog forms, MailSettings mails, LimitSettings limits,
    TimeProvider clock) : MailCeiling
{
    private const int SubscribersPerHour = 6;

    // The hour is over, and the last of it are written down.
    private static readonly TimeSpan SummaryAfter = TimeSpan.FromMinutes(61);

    private readonly IReadOnlyDictionary<string, HourlyQuota> quotas = mails.ToEachOfStaff("")
        .SelectMany(mail => (IEnumerable<(string Counter, int PerHour)>)
        [
            (CounterOf("requests", mail.Number), limits.StaffNoticesPerHour),
            (CounterOf("subscribers", mail.Number), limits.StaffNoticesPerHour == 0 ? 0 : SubscribersPerHour),
        ])
        .ToDictionary(each => each.Counter, each => new HourlyQuota(counts, each.Counter, each.PerHour, clock));

    public override async Task<LedgerMail?> AdmitAsync(
        Submission submission, LedgerMail mail, CancellationToken cancellationToken)
    {
        // One of staff who is no longer in the settings has no count.
        if (mail.Summary is not null || QuotaOf(submission, mail) is not { } quota || await quota.TryTakeAsync())
        {
            return null;
        }

        var count = await quota.CurrentAsync(cancellationToken);
        var summary = string.Create(CultureInfo.InvariantCulture, $"{count.Counter} {count.Hour:yyyy-MM-ddTHH}Z");
        return count.SummarizedIn == count.Hour
            ? mail.TellInSummary(clock.GetUtcNow(), summary)
            : await SummarizeAsync(quota, mail, summary, count.Hour, cancellationToken);
    }

    public override void Return(Submission submission, LedgerMail mail) => QuotaOf(submission, mail)?.Return();

    // Written before it is claimed: a crash in between makes two summaries rather than none.
    private async Task<LedgerMail> SummarizeAsync(
        HourlyQuota quota, LedgerMail mail, string summary, DateTimeOffset hour, CancellationToken cancellationToken)
    {
        var carrier = mail.Summarize(clock.GetUtcNow(), summary, hour + SummaryAfter);
        if (await ledger.TryUpdateAsync(carrier, cancellationToken) is not { } written)
        {
            return mail;
        }

        var isFirst = await quota.ChangeAsync(
            count => count.Hour != hour || count.SummarizedIn == hour ? null : count with { SummarizedIn = hour },
            cancellationToken);
        return isFirst ? written : written.TellInSummary(clock.GetUtcNow(), summary);
    }

    private HourlyQuota? QuotaOf(Submission submission, LedgerMail mail) => quotas.GetValueOrDefault(CounterOf(
        forms.Find(submission.Form) is { WaitsForAnswer: true } ? "requests" : "subscribers", mail.Number));

    private static string CounterOf(string kind, int? number) =>
        number is null ? $"notices.{kind}" : $"notices.{kind}.{number}";
}
