using BlueSky.Content;
using BlueSky.Content.Localization;
using BlueSky.Content.Mails;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Consultations;

/// <summary>Confirms to the visitor that the request arrived, in neutral words: the address is not verified.</summary>
internal sealed class ConsultationReceived(
    ContentRenderer renderer, ClinicSettings clinic, AcknowledgementQuota quota, TimeProvider clock) : IMailTemplate
{
    public const string TemplateName = "consultation-received";

    public string Name => TemplateName;

    public MailQuota QuotaFor(Submission submission) => quota;

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        var (texts, now) = (Texts.For(submission.Language), clock.GetUtcNow());
        var promise = submission.AnswerBy(clinic.Hours);
        var model = new ConsultationReceivedModel(
            clinic.Details(texts),
            submission.Id,
            // An email that was delayed does not promise what is over.
            promise > now ? clinic.Promise(now, promise, texts) : null,
            HasPhone: submission.Phone is not null);
        return new MailDraft(await ConsultationReceivedMail.RenderAsync(renderer, model)) { ReplyTo = clinic.ReplyTo };
    }
}
