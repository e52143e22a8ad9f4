using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>A submission with its mails in the ledger.</summary>
internal sealed record SubmissionRecord(Submission Submission, IReadOnlyList<LedgerMail> Mails);

/// <summary>What is held about somebody.</summary>
internal sealed record PersonalData(IReadOnlyList<SubmissionRecord> Submissions, IReadOnlyList<Recipient> Recipients)
{
    public IReadOnlyList<string> GetSubmissionIds() => Submissions.Select(record => record.Submission.Id).ToList();
}
