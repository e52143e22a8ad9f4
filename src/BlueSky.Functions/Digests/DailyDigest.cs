using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Digests;

/// <summary>
/// Counts the requests that wait now, and collects what else needs a person since the last digest. A digest is stored
/// as a submission, identified by its day, so that repeated runs create only one a day; its emails use the normal email
/// pipeline.
/// </summary>
internal sealed partial class DailyDigest(
    ISubmissionStore submissions, IRequestIndex requests, RequestIndexing indexing, IMailOutbox outbox, Intake intake,
    FormCatalog forms, ClinicSettings clinic, TimeProvider clock, ILogger<DailyDigest> logger)
{
    /// <summary>In days: how far back to look. The digest should never fail for longer.</summary>
    private const int MaxDays = 31;

    /// <summary>Limit for the list; the counts show that there are more.</summary>
    private const int MaxItems = 50;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var news = await CollectAsync(now, cancellationToken);
        if (news.IsEmpty)
        {
            return;
        }

        var receipt = await intake.AcceptAsync(new SubmissionDraft
        {
            EntryPoint = "timer",
            Kind = DigestHandler.KindName,
            RepeatKey = string.Create(CultureInfo.InvariantCulture, $"day:{clinic.Hours.DateOf(now):yyyy-MM-dd}"),
            // The clinic's day may begin on another day of UTC.
            MayRepeatYesterdays = true,
            Content = [],
            Fields = news.ToFields(),
            Source = "staff-digest",
        });
        if (!receipt.IsRepeat)
        {
            var waiting = news.Waiting;
            LogDigest(
                receipt.Id, waiting.Late + waiting.New + waiting.Tried, waiting.HeldBack, news.Quarantined,
                news.Honeypots, news.Failed, news.Unsent);
        }
    }

    private async Task<DigestNews> CollectAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = SubmissionKey.DayOf(now);
        var digests = await LastDays(today, MaxDays).ToAsyncEnumerable()
            .SelectMany(day => submissions.ReadDayAsync(day, DigestHandler.KindName, cancellationToken))
            .ToListAsync(cancellationToken);
        // Without a digest there was nothing to report, or none was due.
        var since = digests.Count > 0
            ? digests.Max(digest => digest.ReceivedAt)
            : new DateTimeOffset(today.AddDays(1 - MaxDays), TimeOnly.MinValue, TimeSpan.Zero);

        var others = new Tally();
        var honeypots = 0;
        await foreach (var line in InState(
            SubmissionState.Quarantined, today, SubmissionKey.DayOf(since), cancellationToken))
        {
            // A request that is held back is counted for as long as it waits.
            if (line.ReceivedAt < since || indexing.IsRequest(line.Kind))
            {
                continue;
            }

            // A bot's subscription is no loss, so it is only counted.
            if (line.Error == QuarantineReason.Honeypot)
            {
                honeypots++;
            }
            else
            {
                others.Add(() => Item(line, "held back"));
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

        return new DigestNews(
            await WaitingRequests.CountAsync(requests, now, cancellationToken),
            others.Count, honeypots, failed.Count, unsent.Count,
            [.. Tally.First(MaxItems, failed, unsent, others)]);
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
        $"Email {mail.Template}, {mail.State.ToColumn()}, {clinic.LocalTime(mail.ChangedAt)}");

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
        "Digest {Id} reports {Open} open requests and {HeldBack} held back, {Quarantined} other quarantined "
        + "submissions, {Honeypots} honeypots, {Failed} failed submissions and {Unsent} emails")]
    private partial void LogDigest(
        string id, int open, int heldBack, int quarantined, int honeypots, int failed, int unsent);
}
