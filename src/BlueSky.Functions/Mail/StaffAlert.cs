using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Alerts staff that a quota is reached. The kind of the submission that was over it first determines which quota.
/// </summary>
internal sealed class StaffAlert(
    ContentRenderer renderer, FormCatalog forms, ClinicSettings clinic, MailSettings mails, LimitSettings limits)
    : IMailTemplate
{
    public const string TemplateName = "staff-alert";

    public string Name => TemplateName;

    public IReadOnlyList<DueMail> Due() => mails.ToEachOfStaff(TemplateName);

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        var (limited, quota) = forms.Find(submission.Kind) is { WaitsForAnswer: true }
            ? (LimitedMail.Acknowledgement, limits.AcknowledgementsPerHour)
            : (LimitedMail.Confirmation, limits.ConfirmMailsPerHour);
        return new MailDraft(await StaffAlertMail.RenderAsync(
            renderer, new StaffAlertModel(clinic.Details(), limited, quota, clinic.LocalTime(mail.CreatedAt))));
    }
}
