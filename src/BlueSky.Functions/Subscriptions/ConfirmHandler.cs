using System.Globalization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>Completes a confirmed request: welcomes the subscriber and notifies staff.</summary>
internal sealed class ConfirmHandler(RecipientBook recipients, StaffNotice staff) : ISubmissionHandler
{
    /// <summary>Not a form: submissions of this kind come only from the link in a confirmation email.</summary>
    public const string KindName = "confirm";

    /// <summary>The field with the number of the recipient's request.</summary>
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
