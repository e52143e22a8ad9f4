using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Somebody asked for the link to unsubscribe: it goes to the address if that is subscribed, and to no other. One such
/// mail in 24 hours, whoever asks; it counts for no other limit, and no other counts for it.
/// </summary>
internal sealed class ManageHandler(RecipientBook recipients, TimeProvider clock) : ISubmissionHandler
{
    /// <summary>Not a form that can be posted: only the page that asks for an address leads here.</summary>
    public const string KindName = "manage";

    /// <summary>Who asks again after a minute may have confirmed a subscription meanwhile.</summary>
    public static readonly TimeSpan RepeatWindow = TimeSpan.FromMinutes(1);

    private static readonly MailLimit ManageLimit = new(Cooldown: TimeSpan.FromHours(24), PerDay: 1);

    public string Kind => KindName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var address = EmailAddress.OfStored(submission.Email);
        var limit = await recipients.LimitAsync(
            address, MailKind.Manage, ManageLimit, submission.Id,
            current => current.State == SubscriptionState.Confirmed, cancellationToken);
        var recipient = await recipients.ChangeAsync(
            address, current => current.AskForLink(submission.Id, now, limit), cancellationToken);

        // As its owner wrote the address, not as it was typed this time.
        return recipient.ManageMails.Includes(submission.Id)
            ? [new DueMail(SubscribeManage.TemplateName, recipient.Email ?? submission.Email!)]
            : [];
    }
}
