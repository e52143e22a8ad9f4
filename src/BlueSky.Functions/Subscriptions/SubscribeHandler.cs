using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Subscribes at once (<c>Subscriptions:DoubleOptIn=false</c>). Who is subscribed or suppressed already gets nothing,
/// and staff are told of new subscribers only.
/// </summary>
internal sealed class SubscribeHandler(RecipientBook recipients, StaffNotice staff, TimeProvider clock) : IFormHandler
{
    // Subscribing and unsubscribing in turn must not become a way to flood somebody.
    private static readonly MailLimit WelcomeLimit = new(Cooldown: TimeSpan.FromMinutes(15), PerDay: 3);

    public string Form => "subscribe";

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var address = EmailAddress.TryParse(submission.Email!)
            ?? throw new InvalidOperationException("A stored submission's address is no longer valid.");

        var now = clock.GetUtcNow();
        var recipient = await recipients.ChangeAsync(
            address, current => Subscribe(current, submission, now), cancellationToken);

        return recipient.ConfirmedBy != submission.Id ? []
            : recipient.Welcomes.Includes(submission.Id)
                ? [new DueMail(SubscribeWelcome.TemplateName, submission.Email!), .. staff.Due()]
                : staff.Due();
    }

    private static Recipient Subscribe(Recipient recipient, Submission submission, DateTimeOffset now) =>
        recipient.State is SubscriptionState.Confirmed or SubscriptionState.Suppressed
            ? recipient
            : recipient with
            {
                Email = submission.Email,
                State = SubscriptionState.Confirmed,
                ConfirmedAt = now,
                ConfirmedBy = submission.Id,
                Welcomes = recipient.Welcomes.TryAdd(submission.Id, now, WelcomeLimit) ?? recipient.Welcomes,
            };
}
