using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>
/// Notifies each staff address of a submission: a reference and a link, and details only if configured.
/// </summary>
internal sealed class StaffNotice(
    ContentRenderer renderer, FormCatalog forms, ClinicSettings clinic, MailSettings mails,
    NotificationSettings settings, StaffLinks links, IMailOutbox outbox, StaffNoticeQuota quota, TimeProvider clock)
    : IMailTemplate
{
    public const string TemplateName = "staff-notice";

    /// <summary>Limit for the list; the count shows that there are more.</summary>
    private const int MaxItems = 50;

    public string Name => TemplateName;

    public MailQuota QuotaFor(Submission submission) => quota;

    /// <summary>One email to each staff address.</summary>
    public IReadOnlyList<DueMail> Due() => mails.ToEachOfStaff(TemplateName);

    public Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken) => mail.Summary is { } summary
        ? SummarizeAsync(submission, mail, summary, cancellationToken)
        : NotifyAsync(submission);

    private async Task<MailRendering> NotifyAsync(Submission submission)
    {
        var form = forms.Find(submission.Kind);
        var (now, received) = (clock.GetUtcNow(), submission.ReceivedAt);
        var model = new StaffNoticeModel(
            clinic.Details(),
            quota.KindOf(submission),
            submission.Id,
            TitleOf(submission),
            form?.VisitorAction ?? "confirmed their email address",
            new NoticeTime(clinic.OnDayAndTime(now, received), clinic.LocalTime(received), clinic.Age(now, received)),
            clinic.Promise(now, submission.AnswerBy(clinic.Hours)),
            links.ToSubmission(submission.Id),
            settings.IncludeDetails ? DetailsOf(submission, form) : null);

        return new MailDraft(await StaffNoticeMail.RenderAsync(renderer, model))
        {
            ReplyTo = settings.IncludeDetails ? ReplyToOf(submission) : null,
        };
    }

    private async Task<MailRendering> SummarizeAsync(
        Submission submission, OutboxMail mail, string summary, CancellationToken cancellationToken)
    {
        // Emails are stored by their submission's day. After an outage, notices of several days share an hour's quota.
        var lastDay = StaffNoticeQuota.DayOf(summary);
        var ids = await Enumerable.Range(0, OpenMarker.MaxDays).Reverse().ToAsyncEnumerable()
            .SelectMany(ago => outbox.FindSummarizedAsync(lastDay.AddDays(-ago), summary, cancellationToken))
            .Select(key => key.Id).ToListAsync(cancellationToken);
        var kind = StaffNoticeQuota.KindOf(summary);
        return new MailDraft(await StaffSummaryMail.RenderAsync(renderer, new StaffSummaryModel(
            clinic.Details(),
            kind,
            ids.Count,
            clinic.LocalTime(mail.CreatedAt),
            ids.Take(MaxItems).Select(id => new SummaryItem(id, links.ToSubmission(id))).ToList(),
            kind == NoticeKind.Subscriber ? null : links.ToList)));
    }

    private string TitleOf(Submission submission) => forms.Find(submission.Kind)?.Title
        ?? (submission.Kind == Submission.UnknownKind ? "Unknown form" : "Confirmed subscriber");

    private static string? ReplyToOf(Submission submission) =>
        submission.Email is { } email && EmailAddress.TryParse(email) is { CanBeSentTo: true } address
            ? address.Deliverable
            : null;

    private static List<NoticeField> DetailsOf(Submission submission, Form? form)
    {
        var labels = form?.Fields.ToDictionary(field => field.Name, field => field.Label) ?? [];
        (string Name, string? Value, Uri? Link)[] columns =
        [
            ("phone", submission.Phone, submission.Phone is { } phone ? PhoneLink.Of(phone) : null),
            ("name", submission.Name, null),
            ("email", submission.Email, null),
        ];
        return
        [
            .. columns.Where(column => column.Value is not null)
                .Select(column => FieldOf(labels.GetValueOrDefault(column.Name, column.Name), column.Value!)
                    with { Link = column.Link }),
            .. submission.Fields.Select(field => FieldOf(LabelOf(field, labels), field.Value)),
            .. submission.Message is { } message
                ? [FieldOf(labels.GetValueOrDefault("message", "message"), message)]
                : Array.Empty<NoticeField>(),
        ];
    }

    private static NoticeField FieldOf(string label, string value) =>
        new(PostedText.Readable(label), PostedText.Readable(value));

    // A second field "email" must not be mistaken for the first.
    private static string LabelOf(PostedField field, Dictionary<string, string> labels)
    {
        var name = FieldName.Normalize(field.Name);
        return Submission.HasColumnFor(field with { Name = name })
            ? $"{labels.GetValueOrDefault(name, name)}, another one"
            : labels.GetValueOrDefault(field.Name, field.Name);
    }
}
