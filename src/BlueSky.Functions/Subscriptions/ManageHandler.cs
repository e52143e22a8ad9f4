using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Sends the requested unsubscribe link to the address, if it is subscribed. At most one such email in 24 hours, no
/// matter who requests it; this limit is independent of all others.
/// </summary>
internal sealed class ManageHandler(RecipientBook recipients, TimeProvider clock) : ISubmissionHandler
{
    /// <summary>Not a form: submissions of this kind come only from the page that asks for an address.</summary>
    public const string KindName = "manage";

    /// <summary>Short, because the address may have become subscribed since the first request.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(1);

    private static readonly MailLimit ManageLimit = new(Cooldown: TimeSpan.FromHours(24), PerDay: 1);

    public string Kind => KindName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var address = EmailAddress.OfStored(submission.Email);
        var limit = await recipients.CountAgainstMailboxAsync(
            address, MailKind.Manage, ManageLimit, submission.Id,
            current => current.State == SubscriptionState.Confirmed, cancellationToken);
        var recipient = await recipients.ChangeAsync(
            address, current => current.RequestLink(submission.Id, now, limit), cancellationToken);

        // To the address as stored, not as typed this time.
        return recipient.ManageMails.Includes(submission.Id)
            ? [new DueMail(SubscribeManage.TemplateName, recipient.Email ?? submission.Email!)]
            : [];
    }
}
