using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// The owner of an address confirmed a request: now there is a subscriber, to welcome and to tell staff of.
/// </summary>
internal sealed class ConfirmHandler(RecipientBook recipients, StaffNotice staff) : ISubmissionHandler
{
    /// <summary>Not a form that can be posted: only a confirmation mail's link leads here.</summary>
    public const string KindName = "confirm";

    /// <summary>The field that says which of the recipient's requests it is.</summary>
    public const string RequestField = "request";

    public string Kind => KindName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var address = EmailAddress.OfStored(submission.Email);
        var number = int.Parse(
            submission.Fields.Single(field => field.Name == RequestField).Value, CultureInfo.InvariantCulture);

        var recipient = await recipients.ChangeAsync(
            address, current => current.Confirm(number, submission.Id, submission.ReceivedAt), cancellationToken);
        return recipient.State == SubscriptionState.Confirmed && recipient.ConfirmedBy == submission.Id
            ? [new DueMail(SubscribeWelcome.TemplateName, submission.Email!), .. staff.Due()]
            : [];
    }
}
