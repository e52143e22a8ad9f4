using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Asks a person of an imported file for a confirmation. Unlike a visitor's request, it does nothing for an address
/// that is known or opted out.
/// </summary>
internal sealed class ImportedRequestHandler(
    RecipientBook recipients, SubscriptionSettings settings, TimeProvider clock) : ISubmissionHandler
{
    /// <summary>Not a form: submissions of this kind come only from imports.</summary>
    public const string KindName = "import";

    /// <summary>The field with the import's id.</summary>
    public const string ImportField = "import";

    /// <summary>The field that says where the person signed up.</summary>
    public const string SourceField = "source";

    /// <summary>The field with the text of the consent record.</summary>
    public const string ConsentField = "consent";

    /// <summary>The version of every imported consent.</summary>
    public const string ConsentVersion = "import";

    private readonly MailLimit limit = new(settings.ConfirmCooldown, SubscribeHandler.MailsPerDay);

    public string Kind => KindName;

    public async Task<IReadOnlyList<DueMail>> HandleAsync(Submission submission, CancellationToken cancellationToken)
    {
        var address = EmailAddress.OfStored(submission.Email);
        var now = clock.GetUtcNow();
        var fields = submission.Fields.ToDictionary(field => field.Name, field => field.Value);
        var consent = new Consent(
            fields[ConsentField], ConsentVersion, Page: null, submission.ReceivedAt, fields[ImportField]);
        var counted = await recipients.CountAgainstMailboxAsync(
            address, MailKind.Confirmation, limit, submission.Id, MayBeAsked, cancellationToken);
        var recipient = await recipients.AddOrChangeAsync(
            address,
            current => MayBeAsked(current)
                ? current.Request(submission, consent, now, counted) with { Source = fields[SourceField] }
                : current,
            cancellationToken);
        return recipient.Confirmations.Includes(submission.Id)
            ? [new DueMail(SubscribeConfirm.TemplateName, submission.Email!)]
            : [];

        static bool MayBeAsked(Recipient current) => RecipientState.Of(current).MayBeAdded;
    }
}
