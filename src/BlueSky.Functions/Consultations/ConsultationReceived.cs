using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Consultations;

/// <summary>Confirms to the visitor that the request arrived, in neutral words: the address is not verified.</summary>
internal sealed class ConsultationReceived(
    ContentRenderer renderer, ClinicSettings clinic, AcknowledgementQuota quota) : IMailTemplate
{
    public const string TemplateName = "consultation-received";

    public string Name => TemplateName;

    public MailQuota QuotaFor(Submission submission) => quota;

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) => new MailDraft(
        await ConsultationReceivedMail.RenderAsync(
            renderer, new ConsultationReceivedModel(clinic.Details(), submission.Id)));
}
