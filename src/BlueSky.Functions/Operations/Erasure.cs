using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>What was erased; nothing personal.</summary>
/// <param name="Redacted">Other people's submissions that named the person and do so no more.</param>
internal sealed record ErasureResult(
    IReadOnlyList<string> Submissions, int Mails, int Recipients, IReadOnlyList<string> Redacted);

/// <summary>
/// Erases what was found. A crash on the way is mended by doing it again: recipients go first, because they are found
/// by way of the submissions, and of a submission its mails, because they are found by way of its row.
/// </summary>
internal sealed class Erasure(ISubmissionStore store, IMailOutbox outbox, RecipientBook recipients)
{
    /// <param name="person">Who is taken out of other people's submissions.</param>
    public async Task<ErasureResult> EraseAsync(
        PersonalData data, Person person, CancellationToken cancellationToken)
    {
        var toClear = data.Recipients.Where(recipient => !recipient.IsCleared()).ToList();
        await ClearAsync(toClear, cancellationToken);
        var redacted = await RedactAsync(data.Mentions, new PersonMatcher(person), cancellationToken);

        foreach (var (submission, _) in data.Submissions)
        {
            await EraseAsync(submission.Key, cancellationToken);
        }

        // The same worker may have written the address.
        await ClearAsync(data.Recipients, cancellationToken);
        return new ErasureResult(
            data.GetSubmissionIds(), data.Submissions.Sum(record => record.Mails.Count), toClear.Count, redacted);
    }

    /// <summary>A submission and its mails.</summary>
    public async Task EraseAsync(SubmissionKey submission, CancellationToken cancellationToken)
    {
        await RemoveMailsAsync(submission, cancellationToken);
        await store.RemoveAsync(submission, cancellationToken);
        // A worker that had read the row before may have added its mails meanwhile.
        await RemoveMailsAsync(submission, cancellationToken);
    }

    private async Task<List<string>> RedactAsync(
        IReadOnlyList<Mention> mentions, PersonMatcher person, CancellationToken cancellationToken)
    {
        var redacted = new List<string>();
        foreach (var mention in mentions)
        {
            if (await IsRedactedAsync(mention.Key, person, cancellationToken))
            {
                redacted.Add(mention.Id);
            }
        }

        return redacted;
    }

    private async Task<bool> IsRedactedAsync(
        SubmissionKey key, PersonMatcher person, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(key, cancellationToken) is { } current && person.Redact(current) is { } redacted)
        {
            if (await store.TryUpdateTextsAsync(redacted, cancellationToken))
            {
                return true;
            }
        }

        return false;
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
        foreach (var mail in await outbox.ListAsync(submission, cancellationToken))
        {
            await outbox.RemoveAsync(mail.Key, cancellationToken);
        }
    }
}
