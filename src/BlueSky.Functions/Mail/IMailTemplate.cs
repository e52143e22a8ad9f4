using BlueSky.Content;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>What a template makes of a mail: a draft to send, or an objection to sending it.</summary>
internal abstract record MailRendering
{
    private protected MailRendering()
    {
    }
}

/// <summary>What a mail says beyond its content.</summary>
internal sealed record MailDraft(MailContent Content) : MailRendering
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? ReplyTo { get; init; }
}

/// <summary>It must not go out now, as if SendGrid had said so.</summary>
internal sealed record MailRejection(SendOutcome Outcome) : MailRendering;

/// <summary>Writes one kind of mail from the submission it follows from.</summary>
internal interface IMailTemplate
{
    /// <summary>In the outbox, and the mail's category at SendGrid.</summary>
    string Name { get; }

    /// <summary>What bounds its mails that follow from such a submission; null when nothing does.</summary>
    MailQuota? QuotaFor(Submission submission) => null;

    Task<MailRendering> RenderAsync(Submission submission, OutboxMail mail, CancellationToken cancellationToken);
}
