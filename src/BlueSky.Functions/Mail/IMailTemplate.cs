using BlueSky.Content;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Mail;

/// <summary>What a mail says beyond its content.</summary>
internal sealed record MailDraft(MailContent Content)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? ReplyTo { get; init; }
}

/// <summary>Writes one kind of mail from the submission it follows from.</summary>
internal interface IMailTemplate
{
    /// <summary>In the ledger, and the mail's category at SendGrid.</summary>
    string Name { get; }

    Task<MailDraft> RenderAsync(Submission submission, LedgerMail mail);
}
