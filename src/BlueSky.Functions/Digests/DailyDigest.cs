using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using Microsoft.Extensions.Logging;

namespace BlueSky.Functions.Digests;

/// <summary>
/// Looks for what waits for a person since yesterday's digest. A digest is a submission too, of the day and not of its
/// content: whoever runs the timer again, there is one a day, and its mails go the way of all mails.
/// </summary>
internal sealed partial class DailyDigest(
    ISubmissionStore submissions, IMailLedger ledger, Intake intake, FormCatalog forms, ClinicSettings clinic,
    TimeProvider clock, ILogger<DailyDigest> logger)
{
    /// <summary>More is no digest; the counts tell that there is more.</summary>
    private const int MostItems = 50;

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

        var receipt = await intake.AcceptAsync(new PreparedPost(
            "timer", DigestHandler.FormName, RepeatKey: $"day:{SubmissionKey.PartitionOf(today)}", Content: [],
            Columns: new Dictionary<string, string>(), news.ToFields(), Source: "staff-digest", Error: null));
        if (!receipt.IsRepeat)
        {
            LogDigest(receipt.Id, news.Quarantined, news.Honeypots, news.Failed, news.Unsent);
        }
    }

    private async Task<DigestNews> CollectAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var yesterday = today.AddDays(-1);
        var last = await submissions.ReadDayAsync(yesterday, DigestHandler.FormName, cancellationToken)
            .MaxByAsync(digest => digest.ReceivedAt, cancellationToken: cancellationToken);
        // Without one yesterday there was nothing to tell, or no timer to tell it.
        var since = last?.ReceivedAt ?? new DateTimeOffset(yesterday, TimeOnly.MinValue, TimeSpan.Zero);

        var quarantined = await InStateAsync(SubmissionState.Quarantined, yesterday, today, cancellationToken)
            .Where(submission => submission.ReceivedAt >= since).ToListAsync(cancellationToken);
        // When it failed is not known, only whether that was told.
        var failed = await InStateAsync(SubmissionState.Failed, yesterday, today, cancellationToken)
            .Where(submission => last?.Fields.Any(told => told.Name == submission.Id) != true)
            .ToListAsync(cancellationToken);
        var unsent = await UnsentAsync(today, since, cancellationToken).ToListAsync(cancellationToken);

        var listed = quarantined.Where(IsListed).ToLookup(IsHoneypot);
        // What is likely to be a patient's first, what may be many last.
        var items = failed.Select(submission => Item(submission, "not processed"))
            .Concat(listed[false].OrderBy(submission => submission.Form == UncountedForm)
                .Select(submission => Item(submission, "held back")))
            .Concat(unsent.Select(Item))
            .Concat(listed[true].Select(submission => Item(submission, "held back, honeypot")));
        var honeypots = quarantined.Count(submission => !IsListed(submission));
        return new DigestNews(
            quarantined.Count - honeypots, honeypots, failed.Count, unsent.Count, items.Take(MostItems).ToList());
    }

    private IAsyncEnumerable<Submission> InStateAsync(
        SubmissionState state, DateOnly yesterday, DateOnly today, CancellationToken cancellationToken) =>
        submissions.ReadDayAsync(yesterday, state, cancellationToken)
            .Concat(submissions.ReadDayAsync(today, state, cancellationToken));

    // A mail lies under its submission's day, and may fail days after.
    private IAsyncEnumerable<LedgerMail> UnsentAsync(
        DateOnly today, DateTimeOffset since, CancellationToken cancellationToken) =>
        Enumerable.Range(0, Sweep.Days).ToAsyncEnumerable()
            .SelectMany(ago => ledger.FindUnsentAsync(today.AddDays(-ago), since, cancellationToken));

    private static bool IsListed(Submission submission) => submission.Form != UncountedForm || !IsHoneypot(submission);

    private static bool IsHoneypot(Submission submission) => submission.Error == QuarantineReason.Honeypot;

    private DigestItem Item(Submission submission, string what) => new(
        submission.Id,
        $"{forms.Find(submission.Form)?.Title ?? submission.Form}, {what}, {clinic.LocalTime(submission.ReceivedAt)}");

    private DigestItem Item(LedgerMail mail) => new(
        mail.RowKey,
        $"Mail {mail.Template}, {mail.State.ToColumn()}, {clinic.LocalTime(mail.ChangedAt)}");

    [LoggerMessage(
        LogLevel.Information,
        "Digest {Id} tells staff of {Quarantined} quarantined submissions, {Honeypots} honeypots, {Failed} failed "
        + "submissions and {Unsent} mails")]
    private partial void LogDigest(string id, int quarantined, int honeypots, int failed, int unsent);
}
