using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Handles a request for a subscription: asks for a confirmation, or subscribes at once when double opt-in is off and
/// the owner has not opted out before. An address that is subscribed or suppressed gets nothing.
/// </summary>
internal sealed class SubscribeHandler(
    RecipientBook recipients, StaffNotice staff, SubscriptionSettings settings, TimeProvider clock) : ISubmissionHandler
{
    public const int MailsPerDay = 3;

    // Subscribing and unsubscribing in turn must not flood an address.
    private static readonly MailLimit WelcomeLimit = new(Cooldown: TimeSpan.FromMinutes(15), MailsPerDay);

    private readonly MailLimit confirmationLimit = new(settings.ConfirmCooldown, MailsPerDay);

    public string Kind => SubscribeForm.FormName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var address = EmailAddress.OfStored(submission.Email);
        var now = clock.GetUtcNow();
        var consent = new Consent(
            settings.ConsentText, settings.ConsentVersion, submission.Source, submission.ReceivedAt, submission.Id);

        var needsConfirmation = settings.DoubleOptIn
            || NeedsConfirmation(await recipients.FindAsync(address, cancellationToken));
        var (kind, limitOfKind) = needsConfirmation
            ? (MailKind.Confirmation, confirmationLimit)
            : (MailKind.Welcome, WelcomeLimit);
        var limit = await recipients.CountAgainstMailboxAsync(
            address, kind, limitOfKind, submission.Id, current => !current.IsClosedTo(submission), cancellationToken);
        var recipient = await recipients.AddOrChangeAsync(
            address,
            current => NeedsConfirmation(current)
                ? current.Request(submission, consent, now, limit)
                : current.Subscribe(submission, consent, now, limit),
            cancellationToken);

        return
        [
            .. recipient.Confirmations.Includes(submission.Id)
                ? [new DueMail(SubscribeConfirm.TemplateName, submission.Email!)]
                : Array.Empty<DueMail>(),
            .. recipient.Welcomes.Includes(submission.Id)
                ? [new DueMail(SubscribeWelcome.TemplateName, submission.Email!)]
                : Array.Empty<DueMail>(),
            .. recipient.ConfirmedBy == submission.Id ? staff.Due() : [],
        ];
    }

    // Only the owner's own confirmation ends an opt-out.
    private bool NeedsConfirmation(Recipient? recipient) => settings.DoubleOptIn || recipient?.HasOptedOut() == true;
}
