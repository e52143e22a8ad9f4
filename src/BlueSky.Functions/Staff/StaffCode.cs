using BlueSky.Content;
using BlueSky.Content.Mails;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Staff;

/// <summary>
/// Sends a sign-in code. The code is made here, when the email is rendered, and is nowhere but in the email. It is not
/// sent when it would come too late, nor again when it may have been sent: the person asks for another one.
/// </summary>
internal sealed class StaffCode(
    ContentRenderer renderer, ClinicSettings clinic, StaffList people, SignInCodes codes, StaffCodeQuota quota,
    TimeProvider clock) : IMailTemplate
{
    public const string TemplateName = "staff-code";

    private static readonly TimeSpan SentWithin = TimeSpan.FromMinutes(2);

    public string Name => TemplateName;

    public async Task<MailRendering> RenderAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        var asked = SignInFields.Of(submission);
        if (mail.UnknownOutcomes > 0)
        {
            return new MailDrop("a code is not sent again when it may have been sent");
        }

        if (submission.ReceivedAt + SentWithin < clock.GetUtcNow())
        {
            return new MailDrop("too late for a code: the person has asked again or given up");
        }

        if (people.Find(asked.Person) is null)
        {
            return new MailDrop("the person is not on the staff list any more");
        }

        // Before a code is made: a code over the quota must not exist, because it could be guessed.
        if (mail.Attempts == 0 && !await quota.TryAcquireAsync(asked.Person, asked.IsKnownBrowser))
        {
            return new MailDrop(StaffCodeQuota.Exceeded);
        }

        return await codes.MakeAsync(asked.Request, asked.RequestId, cancellationToken) is { } code
            ? new MailDraft(await StaffCodeMail.RenderAsync(
                renderer, new StaffCodeModel(clinic.Details(), code.InGroups, clinic.TimeOfDay(code.ExpiresAt))))
            : new MailDrop("the browser asked for another code meanwhile");
    }
}
