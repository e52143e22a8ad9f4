using BlueSky.Content.Staff;
using BlueSky.Functions.Consultations;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Says in plain words what became of a request's emails.</summary>
internal static class MailText
{
    // Of several emails to staff, the one that tells most about whether anyone knows.
    private static readonly MailState[] BestFirst =
    [
        MailState.Delivered, MailState.Accepted, MailState.Sending, MailState.Due, MailState.Unknown,
        MailState.Parked, MailState.Dropped, MailState.Bounced, MailState.Failed,
    ];

    public static IEnumerable<(DateTimeOffset At, string Words, HistoryKind Kind)> Of(
        Submission request, IReadOnlyList<OutboxMail> mails)
    {
        foreach (var mail in mails.Where(mail => mail.Template == ConsultationReceived.TemplateName))
        {
            yield return (mail.ChangedAt, ToVisitor(mail), KindOf(mail.State));
        }

        if (mails.Where(mail => mail.Template == StaffNotice.TemplateName)
            .MinBy(mail => Array.IndexOf(BestFirst, mail.State)) is { } notice)
        {
            yield return (notice.ChangedAt, ToStaff(notice), KindOf(notice.State));
        }

        if (request.Email is null)
        {
            yield return (request.ReceivedAt, "No email address was given. Please call", HistoryKind.Plain);
        }
    }

    private static string ToVisitor(OutboxMail mail) => mail.State switch
    {
        MailState.Due => "Confirmation email is waiting to go out",
        MailState.Sending => "Confirmation email is going out now",
        MailState.Accepted => "Confirmation email was sent. We do not know yet if it arrived",
        MailState.Delivered => $"Confirmation email reached {mail.To}",
        MailState.Unknown =>
            "We are not sure that the confirmation email went out. We check, and send it again if needed",
        MailState.Bounced =>
            $"Confirmation email did not arrive: {mail.To} does not exist or is full. Please call",
        MailState.Dropped when mail.IsDroppedByQuota =>
            "Confirmation email was left out: too many were asked for in one hour",
        MailState.Dropped =>
            $"Confirmation email was not sent: emails to {mail.To} failed before. Please call",
        MailState.Parked =>
            "Emails are on hold: the email service does not let us in. The person who runs the website was told",
        _ => "Confirmation email could not be sent. Please call",
    };

    private static string ToStaff(OutboxMail mail) => mail.State switch
    {
        MailState.Delivered or MailState.Accepted => "The team was told by email",
        MailState.Due or MailState.Sending or MailState.Unknown => "The email to the team is on its way",
        MailState.Dropped when mail.IsDroppedByQuota => "The team was told in a summary of many requests",
        MailState.Parked => "The email to the team is on hold: the email service does not let us in",
        _ => "The email to the team could not be sent",
    };

    private static HistoryKind KindOf(MailState state) => state switch
    {
        MailState.Delivered or MailState.Accepted => HistoryKind.Ok,
        MailState.Bounced or MailState.Dropped or MailState.Failed or MailState.Parked => HistoryKind.No,
        _ => HistoryKind.Plain,
    };
}
