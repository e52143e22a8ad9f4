using BlueSky.Functions.Forms;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>Composes an email for SendGrid from its row in the outbox.</summary>
internal sealed class MailComposer(IEnumerable<IMailTemplate> templates)
{
    public static readonly MailRejection NotAscii = new(new SendOutcome.Refused(
        "SendGrid cannot send to this address: its local part is not ASCII."));

    private readonly Dictionary<string, IMailTemplate> templates = templates.ToDictionary(template => template.Name);

    /// <summary>The quota on such emails; null for none.</summary>
    public MailQuota? QuotaFor(Submission submission, OutboxMail mail) => templates[mail.Template].QuotaFor(submission);

    public async Task<ComposedMail> ComposeAsync(
        Submission submission, OutboxMail mail, CancellationToken cancellationToken)
    {
        if (EmailAddress.TryParse(mail.To) is not { CanBeSentTo: true } to)
        {
            return new ComposedMail(NotAscii);
        }

        var rendering = await templates[mail.Template].RenderAsync(submission, mail, cancellationToken);
        return new ComposedMail(rendering, rendering is MailDraft draft
            ? new OutgoingMail(mail.MailId, mail.Template, to.Deliverable, draft.Content, draft.Headers, draft.ReplyTo)
            : null);
    }
}

/// <param name="Outgoing">Null when it must not be sent; the rendering says why.</param>
internal sealed record ComposedMail(MailRendering Rendering, OutgoingMail? Outgoing = null);
