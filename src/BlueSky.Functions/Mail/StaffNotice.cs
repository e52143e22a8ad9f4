using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Tells each of the staff that a submission came in: a reference and a link, unless details are asked for.
/// </summary>
internal sealed class StaffNotice(
    ContentRenderer renderer, FormCatalog forms, ClinicSettings clinic, MailSettings mails,
    NotificationSettings settings) : IMailTemplate
{
    public const string TemplateName = "staff-notice";

    public string Name => TemplateName;

    /// <summary>One mail for each of the staff.</summary>
    public IReadOnlyList<DueMail> Due() => mails.ToEachOfStaff(TemplateName);

    public async Task<MailRendering> RenderAsync(
        Submission submission, LedgerMail mail, CancellationToken cancellationToken)
    {
        var form = forms.Find(submission.Form);
        var model = new StaffNoticeModel(
            clinic.Details(),
            submission.Id,
            form?.Title ?? "Confirmed subscriber",
            clinic.LocalTime(submission.ReceivedAt),
            LinkTo(submission),
            settings.IncludeDetails ? DetailsOf(submission, form) : null);

        return new MailDraft(await StaffNoticeMail.RenderAsync(renderer, model))
        {
            ReplyTo = settings.IncludeDetails ? ReplyToOf(submission) : null,
        };
    }

    private Uri? LinkTo(Submission submission) => settings.StaffLink is { } link
        ? new Uri(link.Replace("{id}", submission.Id, StringComparison.Ordinal))
        : null;

    private static string? ReplyToOf(Submission submission) =>
        submission.Email is { } email && EmailAddress.TryParse(email) is { CanBeSentTo: true } address
            ? address.Deliverable
            : null;

    private static List<NoticeField> DetailsOf(Submission submission, Form? form)
    {
        var labels = form?.Fields.ToDictionary(field => field.Name, field => field.Label) ?? [];
        (string Name, string? Value)[] columns =
        [
            ("name", submission.Name), ("email", submission.Email), ("phone", submission.Phone),
            .. submission.Fields.Select(field => (field.Name, (string?)field.Value)), ("message", submission.Message),
        ];
        return columns.Where(column => column.Value is not null)
            .Select(column => new NoticeField(labels.GetValueOrDefault(column.Name, column.Name), column.Value!))
            .ToList();
    }
}
