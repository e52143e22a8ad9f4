using System.Text.Json.Serialization;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>What was erased, without personal data.</summary>
/// <param name="Waiting">Their lines in uploaded files.</param>
/// <param name="Redacted">Other people's submissions from which the person was removed.</param>
internal sealed record ErasureResult(
    IReadOnlyList<string> Submissions, int Mails, int Recipients, int Waiting, IReadOnlyList<string> Redacted)
{
    /// <summary>For the audit: see <see cref="AuditEntry.Recipients"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> RecipientKeys { get; init; } = [];
}

/// <summary>
/// Erases the data that was found. After a crash, it can be repeated: uploaded addresses and recipients are erased
/// first, because they are found through submissions, and what belongs to a submission before its row, because it is
/// found through the row.
/// </summary>
internal sealed class Erasure(
    ISubmissionStore store, IMailOutbox outbox, RequestIndexing requests, RecipientBook recipients,
    IWaitingAddresses waiting)
{
    /// <param name="person">The person to remove from other people's submissions.</param>
    public async Task<ErasureResult> EraseAsync(
        PersonalData data, Person person, CancellationToken cancellationToken)
    {
        if (data.Waiting is not [])
        {
            await waiting.RemoveAsync(
                [.. data.Waiting.Select(address => EmailAddress.OfStored(address.Email))], cancellationToken);
        }

        var toClear = data.Recipients.Where(recipient => !recipient.IsCleared()).ToList();
        await ClearAsync(toClear, cancellationToken);
        var redacted = await RedactAsync(data.Mentions, new PersonMatcher(person), cancellationToken);

        foreach (var (submission, _) in data.Submissions)
        {
            await EraseAsync(submission.Key, cancellationToken);
        }

        // Again, because a worker may have written the address meanwhile.
        await ClearAsync(data.Recipients, cancellationToken);
        return new ErasureResult(
            data.GetSubmissionIds(), data.Submissions.Sum(record => record.Mails.Count), toClear.Count,
            data.Waiting.Count, redacted)
        {
            RecipientKeys = [.. data.Recipients.Select(recipient => AuditSubject.StartOf(recipient.Key))],
        };
    }

    /// <summary>Erases a submission, its history, its emails and its row in the index.</summary>
    public async Task EraseAsync(SubmissionKey submission, CancellationToken cancellationToken)
    {
        await RemoveRestAsync(submission, cancellationToken);
        await store.RemoveAsync(submission, cancellationToken);
        // Again, because a worker that read the row before may have added some meanwhile.
        await RemoveRestAsync(submission, cancellationToken);
    }

    private async Task<List<string>> RedactAsync(
        IReadOnlyList<Mention> mentions, PersonMatcher person, CancellationToken cancellationToken)
    {
        var redacted = new List<string>();
        foreach (var mention in mentions)
        {
            if (await TryRedactAsync(mention.Key, person, cancellationToken))
            {
                redacted.Add(mention.Id);
            }
        }

        return redacted;
    }

    private async Task<bool> TryRedactAsync(
        SubmissionKey key, PersonMatcher person, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(key, cancellationToken) is { } current && person.Redact(current) is { } redacted)
        {
            var changed = redacted with { Handling = redacted.Handling.WithNextChange() };
            // First, because a command that is repeated finds the person only in the submission.
            await requests.UpdateAsync(changed, cancellationToken);
            if (await store.TryUpdateTextsAsync(changed, cancellationToken))
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

    private async Task RemoveRestAsync(SubmissionKey submission, CancellationToken cancellationToken)
    {
        await requests.RemoveAsync(submission, cancellationToken);
        foreach (var mail in await outbox.ListAsync(submission, cancellationToken))
        {
            await outbox.RemoveAsync(mail.Key, cancellationToken);
        }
    }
}
