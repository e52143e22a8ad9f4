using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Digests;

/// <summary>
/// Collects what has waited for a person since the last digest. A digest is stored as a submission, identified by its
/// day, so that repeated runs create only one a day; its emails use the normal email pipeline.
/// </summary>
internal sealed partial class DailyDigest(
    ISubmissionStore submissions, IMailOutbox outbox, Intake intake, FormCatalog forms, ClinicSettings clinic,
    TimeProvider clock, ILogger<DailyDigest> logger)
{
    /// <summary>In days: how far back to look. The digest should never fail for longer.</summary>
    private const int MaxDays = 31;

    /// <summary>Limit for the list; the counts show that there are more.</summary>
    private const int MaxItems = 50;

    // A bot's subscription is no loss, so it is only counted. A consultation request may come from a patient whose
    // browser filled the hidden field, so it is listed.
    private const string UnlistedForm = SubscribeForm.FormName;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = SubmissionKey.DayOf(now);
        var news = await CollectAsync(today, cancellationToken);
        if (news.IsEmpty)
        {
            return;
        }

        var receipt = await intake.AcceptAsync(new SubmissionDraft
        {
            EntryPoint = "timer",
            Kind = DigestHandler.KindName,
            RepeatKey = $"day:{SubmissionKey.PartitionOf(today)}",
            Content = [],
            Fields = news.ToFields(),
            Source = "staff-digest",
        });
        if (!receipt.IsRepeat)
        {
            LogDigest(receipt.Id, news.Quarantined, news.Honeypots, news.Failed, news.Unsent);
        }
    }

    private async Task<DigestNews> CollectAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var digests = await LastDays(today, MaxDays).ToAsyncEnumerable()
            .SelectMany(day => submissions.ReadDayAsync(day, DigestHandler.KindName, cancellationToken))
            .ToListAsync(cancellationToken);
        // Without a digest there was nothing to report, or the timer did not run.
        var since = digests.Count > 0
            ? digests.Max(digest => digest.ReceivedAt)
            : new DateTimeOffset(today.AddDays(1 - MaxDays), TimeOnly.MinValue, TimeSpan.Zero);

        var (requests, others, bots) = (new Tally(), new Tally(), new Tally());
        var honeypots = 0;
        await foreach (var line in InState(
            SubmissionState.Quarantined, today, SubmissionKey.DayOf(since), cancellationToken))
        {
            if (line.ReceivedAt < since)
            {
                continue;
            }

            var isHoneypot = line.Error == QuarantineReason.Honeypot;
            if (isHoneypot && line.Kind == UnlistedForm)
            {
                honeypots++;
            }
            else
            {
                var list = isHoneypot ? bots : line.Kind == UnlistedForm ? others : requests;
                list.Add(() => Item(line, isHoneypot ? "held back, honeypot" : "held back"));
            }
        }

        // The time of a failure is not stored, so check whether an earlier digest listed it.
        var reported = digests.SelectMany(digest => digest.Fields).Select(field => field.Name).ToHashSet();
        var failed = new Tally();
        await foreach (var line in InState(
            SubmissionState.Failed, today, today.AddDays(1 - MaxDays), cancellationToken))
        {
            if (!reported.Contains(line.Key.Id))
            {
                failed.Add(() => Item(line, "not processed"));
            }
        }

        var unsent = new Tally();
        await foreach (var mail in UnsentAsync(today, since, cancellationToken))
        {
            unsent.Add(() => Item(mail));
        }

        // Most likely patients first, possible floods last.
        return new DigestNews(
            requests.Count + others.Count + bots.Count, honeypots, failed.Count, unsent.Count,
            [.. Tally.First(MaxItems, failed, requests, others, unsent, bots)]);
    }

    private IAsyncEnumerable<SubmissionLine> InState(
        SubmissionState state, DateOnly today, DateOnly since, CancellationToken cancellationToken) =>
        LastDays(today, today.DayNumber - since.DayNumber + 1).Reverse().ToAsyncEnumerable()
            .SelectMany(day => submissions.ListDayAsync(day, state, cancellationToken));

    // An email is stored by its submission's day, and may fail days later.
    private IAsyncEnumerable<UnsentMail> UnsentAsync(
        DateOnly today, DateTimeOffset since, CancellationToken cancellationToken) =>
        LastDays(today, MaxDays).ToAsyncEnumerable()
            .SelectMany(day => outbox.FindUnsentAsync(day, since, cancellationToken));

    private static IEnumerable<DateOnly> LastDays(DateOnly today, int count) =>
        Enumerable.Range(0, count).Select(ago => today.AddDays(-ago));

    private DigestItem Item(SubmissionLine line, string status) => new(
        line.Key.Id,
        $"{forms.Find(line.Kind)?.Title ?? line.Kind}, {status}, {clinic.LocalTime(line.ReceivedAt)}");

    private DigestItem Item(UnsentMail mail) => new(
        mail.RowKey,
        $"Mail {mail.Template}, {mail.State.ToColumn()}, {clinic.LocalTime(mail.ChangedAt)}");

    /// <summary>Counts all items and keeps the first ones, so that a flood needs little memory.</summary>
    private sealed class Tally
    {
        private readonly List<DigestItem> first = [];

        public int Count { get; private set; }

        public void Add(Func<DigestItem> item)
        {
            Count++;
            if (first.Count < MaxItems)
            {
                first.Add(item());
            }
        }

        public static IEnumerable<DigestItem> First(int count, params IEnumerable<Tally> lists) =>
            lists.SelectMany(list => list.first).Take(count);
    }

    [LoggerMessage(
        LogLevel.Information,
        "Digest {Id} reports {Quarantined} quarantined submissions, {Honeypots} honeypots, {Failed} failed "
        + "submissions and {Unsent} emails")]
    private partial void LogDigest(string id, int quarantined, int honeypots, int failed, int unsent);
}

/// <summary>Once a day: 7 or 8 in the morning in Denver, before the clinic opens.</summary>
internal sealed class StaffDigestFunction(DailyDigest digest)
{
    [Function("staff-digest")]
    public Task RunAsync([TimerTrigger("0 0 14 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        digest.RunAsync(cancellationToken);
}
