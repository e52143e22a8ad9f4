using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Digests;

/// <summary>
/// Looks for what waits for a person since the last digest. A digest is a submission too, of the day and not of its
/// content: whoever runs the timer again, there is one a day, and its mails go the way of all mails.
/// </summary>
internal sealed partial class DailyDigest(
    ISubmissionStore submissions, IMailOutbox outbox, Intake intake, FormCatalog forms, ClinicSettings clinic,
    TimeProvider clock, ILogger<DailyDigest> logger)
{
    /// <summary>In days: further back than any time without a digest that nobody notices.</summary>
    private const int MaxSilence = 31;

    /// <summary>More is no digest; the counts tell that there is more.</summary>
    private const int MaxItems = 50;

    // A subscription that a robot asked for is nobody's loss; who asks for a consultation may be a patient whose
    // browser filled the hidden field.
    private const string UncountedForm = SubscribeForm.FormName;

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
        var told = await LastDays(today, MaxSilence).ToAsyncEnumerable()
            .SelectMany(day => submissions.ReadDayAsync(day, DigestHandler.KindName, cancellationToken))
            .ToListAsync(cancellationToken);
        // Without a digest there was nothing to tell, or nobody to tell it.
        var since = told.Count > 0
            ? told.Max(digest => digest.ReceivedAt)
            : new DateTimeOffset(today.AddDays(1 - MaxSilence), TimeOnly.MinValue, TimeSpan.Zero);

        var (requests, others, robots) = (new Tally(), new Tally(), new Tally());
        var honeypots = 0;
        await foreach (var line in InState(
            SubmissionState.Quarantined, today, SubmissionKey.DayOf(since), cancellationToken))
        {
            if (line.ReceivedAt < since)
            {
                continue;
            }

            var isHoneypot = line.Error == QuarantineReason.Honeypot;
            if (isHoneypot && line.Kind == UncountedForm)
            {
                honeypots++;
            }
            else
            {
                var list = isHoneypot ? robots : line.Kind == UncountedForm ? others : requests;
                list.Add(() => Item(line, isHoneypot ? "held back, honeypot" : "held back"));
            }
        }

        // When it failed is not known, only whether that was told.
        var toldOf = told.SelectMany(digest => digest.Fields).Select(field => field.Name).ToHashSet();
        var failed = new Tally();
        await foreach (var line in InState(
            SubmissionState.Failed, today, today.AddDays(1 - MaxSilence), cancellationToken))
        {
            if (!toldOf.Contains(line.Key.Id))
            {
                failed.Add(() => Item(line, "not processed"));
            }
        }

        var unsent = new Tally();
        await foreach (var mail in UnsentAsync(today, since, cancellationToken))
        {
            unsent.Add(() => Item(mail));
        }

        // What is likely to be a patient's first, what may be many last.
        return new DigestNews(
            requests.Count + others.Count + robots.Count, honeypots, failed.Count, unsent.Count,
            [.. Tally.First(MaxItems, failed, requests, others, unsent, robots)]);
    }

    private IAsyncEnumerable<SubmissionLine> InState(
        SubmissionState state, DateOnly today, DateOnly since, CancellationToken cancellationToken) =>
        LastDays(today, today.DayNumber - since.DayNumber + 1).Reverse().ToAsyncEnumerable()
            .SelectMany(day => submissions.ListDayAsync(day, state, cancellationToken));

    // A mail lies under its submission's day, and may fail days after.
    private IAsyncEnumerable<UnsentMail> UnsentAsync(
        DateOnly today, DateTimeOffset since, CancellationToken cancellationToken) =>
        LastDays(today, MaxSilence).ToAsyncEnumerable()
            .SelectMany(day => outbox.FindUnsentAsync(day, since, cancellationToken));

    private static IEnumerable<DateOnly> LastDays(DateOnly today, int count) =>
        Enumerable.Range(0, count).Select(ago => today.AddDays(-ago));

    private DigestItem Item(SubmissionLine line, string what) => new(
        line.Key.Id,
        $"{forms.Find(line.Kind)?.Title ?? line.Kind}, {what}, {clinic.LocalTime(line.ReceivedAt)}");

    private DigestItem Item(UnsentMail mail) => new(
        mail.RowKey,
        $"Mail {mail.Template}, {mail.State.ToColumn()}, {clinic.LocalTime(mail.ChangedAt)}");

    /// <summary>Counts all and keeps the first, so that a flood costs no memory.</summary>
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
