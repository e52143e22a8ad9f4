using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>What was erased; nothing personal.</summary>
internal sealed record ErasureResult(IReadOnlyList<string> Submissions, int Mails, int Recipients);

/// <summary>
/// Erases what was found. A crash on the way is mended by doing it again: recipients go first, because they are found
/// by way of the submissions, and of a submission its mails, because they are found by way of its row.
/// </summary>
internal sealed class Erasure(ISubmissionStore store, IMailLedger ledger, RecipientBook recipients)
{
    public async Task<ErasureResult> EraseAsync(PersonalData data, CancellationToken cancellationToken)
    {
        var toClear = data.Recipients.Where(recipient => !recipient.IsCleared()).ToList();
        await ClearAsync(toClear, cancellationToken);

        foreach (var (submission, _) in data.Submissions)
        {
            await RemoveMailsAsync(submission.Key, cancellationToken);
            await store.RemoveAsync(submission.Key, cancellationToken);
            // A worker that had read the row before may have added its mails meanwhile.
            await RemoveMailsAsync(submission.Key, cancellationToken);
        }

        // The same worker may have written the address.
        await ClearAsync(data.Recipients, cancellationToken);
        return new ErasureResult(
            data.GetSubmissionIds(), data.Submissions.Sum(record => record.Mails.Count), toClear.Count);
    }

    private async Task ClearAsync(IEnumerable<Recipient> toClear, CancellationToken cancellationToken)
    {
        foreach (var recipient in toClear)
        {
            await recipients.ClearAsync(recipient.Key, cancellationToken);
        }
    }

    private async Task RemoveMailsAsync(SubmissionKey submission, CancellationToken cancellationToken)
    {
        foreach (var mail in await ledger.ListAsync(submission, cancellationToken))
        {
            await ledger.RemoveAsync(mail.Key, cancellationToken);
        }
    }
}
