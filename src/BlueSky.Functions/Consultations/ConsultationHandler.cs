using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Consultations;

/// <summary>Staff are told of every request; the visitor gets an acknowledgement, within limits.</summary>
internal sealed class ConsultationHandler(
    RecipientBook recipients, StaffNotice staff, ConsultationSettings settings, TimeProvider clock) : ISubmissionHandler
{
    private static readonly MailLimit AcknowledgementLimit = new(Cooldown: TimeSpan.FromHours(1), PerDay: 3);

    public string Kind => ConsultationForm.FormName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        await IsAcknowledgedAsync(submission, cancellationToken)
            ? [new DueMail(ConsultationReceived.TemplateName, submission.Email!), .. staff.Due()]
            : staff.Due();

    private async Task<bool> IsAcknowledgedAsync(Submission submission, CancellationToken cancellationToken)
    {
        // Any website can post from a frame that hides its origin, with anybody's address.
        if (!settings.Acknowledge || submission.Email is null || submission.Network == PostedFrom.HiddenOrigin
            || EmailAddress.TryParse(submission.Email) is not { } address)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var limit = await recipients.LimitAsync(
            address, MailKind.Acknowledgement, AcknowledgementLimit, submission.Id, IsAcknowledged, cancellationToken);
        var recipient = await recipients.ChangeAsync(
            address, current => Acknowledge(current, submission, now, limit), cancellationToken);
        return recipient.Acknowledgements.Includes(submission.Id);
    }

    private static bool IsAcknowledged(Recipient recipient) => recipient.State != SubscriptionState.Suppressed;

    private static Recipient Acknowledge(
        Recipient recipient, Submission submission, DateTimeOffset now, MailLimit limit) =>
        IsAcknowledged(recipient)
        && !recipient.Acknowledgements.Includes(submission.Id)
        && recipient.Acknowledgements.TryAdd(submission.Id, now, limit) is { } history
            ? recipient with { Email = recipient.Email ?? submission.Email, Acknowledgements = history }
            : recipient;
}

/// <param name="Acknowledge">Whether the visitor gets a mail; docs/sendgrid.md says why it may not.</param>
internal sealed record ConsultationSettings(bool Acknowledge) : ISettings<ConsultationSettings>
{
    public static ConsultationSettings Read(SettingsReader reader) =>
        new(reader.Boolean("Consultations:Acknowledge", fallback: true));
}
