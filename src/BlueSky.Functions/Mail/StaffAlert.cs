using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>Tells staff that confirmation mails have to wait.</summary>
internal sealed class StaffAlert(
    ContentRenderer renderer, ClinicSettings clinic, MailSettings mails, LimitSettings limits) : IMailTemplate
{
    public const string TemplateName = "staff-alert";

    public string Name => TemplateName;

    public IReadOnlyList<DueMail> Due() => mails.ToEachOfStaff(TemplateName);

    public async Task<MailRendering> RenderAsync(
        Submission submission, LedgerMail mail, CancellationToken cancellationToken) =>
        new MailDraft(await StaffAlertMail.RenderAsync(
            renderer,
            new StaffAlertModel(clinic.Details(), limits.ConfirmMailsPerHour, clinic.LocalTime(mail.CreatedAt))));
}
