using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Digests;

/// <summary>Sends staff the digest: counts and references.</summary>
internal sealed class StaffDigest(
    ContentRenderer renderer, ClinicSettings clinic, MailSettings mails, StaffSettings staff, StaffLinks links)
    : IMailTemplate
{
    public const string TemplateName = "staff-digest";

    public string Name => TemplateName;

    public IReadOnlyList<DueMail> Due() => mails.ToEachOfStaff(TemplateName);

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        var news = DigestNews.FromFields(submission.Fields);
        return new MailDraft(await StaffDigestMail.RenderAsync(renderer, new StaffDigestModel(
            clinic.Details(),
            clinic.LocalTime(submission.ReceivedAt),
            ToModel(news.Waiting, submission.ReceivedAt),
            news.Quarantined,
            news.Honeypots,
            news.Failed,
            news.Unsent,
            news.Items.Select(item => new DigestLine(item.Reference, item.Words)).ToList(),
            links.ToList,
            TimeText.RoundClock(staff.RemindAt))));
    }

    private DigestWaiting ToModel(WaitingRequests waiting, DateTimeOffset now) => new(
        waiting.Late,
        waiting.New,
        waiting.Tried,
        waiting.HeldBack,
        waiting.IsMoreHeldBack,
        waiting is { Oldest: { } oldest, OldestPromise: { } promise }
            ? new OldestRequest(
                clinic.OnDayAndTime(now, oldest), clinic.LongDay(now, oldest), clinic.Promise(now, promise),
                IsPastPromise: promise < now)
            : null);
}
