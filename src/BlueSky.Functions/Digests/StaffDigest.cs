using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Digests;

/// <summary>Sends staff the digest: counts and references.</summary>
internal sealed class StaffDigest(ContentRenderer renderer, ClinicSettings clinic, MailSettings mails) : IMailTemplate
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
            news.Quarantined,
            news.Honeypots,
            news.Failed,
            news.Unsent,
            news.Items.Select(item => new DigestLine(item.Reference, item.Words)).ToList())));
    }
}
