using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Consultations;

/// <summary>Notifies staff of every request, and sends the visitor an acknowledgement within limits.</summary>
internal sealed class ConsultationHandler(
    RecipientBook recipients, StaffNotice staff, ConsultationSettings settings, TimeProvider clock) : ISubmissionHandler
{
    private static readonly MailLimit AcknowledgementLimit = new(Cooldown: TimeSpan.FromHours(1), PerDay: 3);

    public string Kind => ConsultationForm.FormName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken) =>
        await TryAcknowledgeAsync(submission, cancellationToken)
            ? [new DueMail(ConsultationReceived.TemplateName, submission.Email!), .. staff.Due()]
            : staff.Due();

    public IReadOnlyList<DueMail> DueWhenHeldBack() => staff.Due();

    private async Task<bool> TryAcknowledgeAsync(Submission submission, CancellationToken cancellationToken)
    {
        // Any website can post from a frame that hides its origin, with any address.
        if (!settings.Acknowledge || submission.Email is null || submission.Network == PostedFrom.HiddenOrigin
            || EmailAddress.TryParse(submission.Email) is not { } address)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var limit = await recipients.CountAgainstMailboxAsync(
            address, MailKind.Acknowledgement, AcknowledgementLimit, submission.Id, MayBeAcknowledged,
            cancellationToken);
        var recipient = await recipients.AddOrChangeAsync(
            address, current => Acknowledge(current, submission, now, limit), cancellationToken);
        return recipient.Acknowledgements.Includes(submission.Id);
    }

    private static bool MayBeAcknowledged(Recipient recipient) => recipient.State != SubscriptionState.Suppressed;

    private static Recipient Acknowledge(
        Recipient recipient, Submission submission, DateTimeOffset now, MailLimit limit) =>
        MayBeAcknowledged(recipient)
        && !recipient.Acknowledgements.Includes(submission.Id)
        && recipient.Acknowledgements.TryAdd(submission.Id, now, limit) is { } history
            ? recipient with { Email = recipient.Email ?? submission.Email, Acknowledgements = history }
            : recipient;
}

/// <param name="Acknowledge">Whether the visitor gets an email; docs/sendgrid.md explains when not to send it.</param>
internal sealed record ConsultationSettings(bool Acknowledge) : ISettings<ConsultationSettings>
{
    public static ConsultationSettings Read(SettingsReader reader) =>
        new(reader.Boolean("Consultations:Acknowledge", fallback: true));
}
