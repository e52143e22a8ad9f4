using BlueSky.Content;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>Result of rendering: a draft to send, a rejection, or that it need not be sent.</summary>
internal abstract record MailRendering
{
    private protected MailRendering()
    {
    }
}

/// <summary>The content, the extra headers and the reply address of an email.</summary>
internal sealed record MailDraft(MailContent Content) : MailRendering
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? ReplyTo { get; init; }
}

/// <summary>The email must not be sent now. Handled like that outcome from SendGrid.</summary>
internal sealed record MailRejection(SendOutcome Outcome) : MailRendering;

/// <summary>The email is of no use any more: it ends as dropped.</summary>
/// <param name="Reason">Stored in its row, without personal data.</param>
internal sealed record MailDrop(string Reason) : MailRendering;

/// <summary>Renders one kind of email for a submission.</summary>
internal interface IMailTemplate
{
    /// <summary>Stored in the outbox; also the category at SendGrid.</summary>
    string Name { get; }

    /// <summary>The quota on its emails for such a submission; null for none.</summary>
    MailQuota? QuotaFor(Submission submission) => null;

    Task<MailRendering> RenderAsync(Submission submission, OutboxMail mail, CancellationToken cancellationToken);
}
