using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Finds what is held: submissions, the mails that followed from them, and the recipients of their addresses. Reads
/// the whole table of submissions, a page at a time: rare, and an index of addresses would be one more place to leak.
/// </summary>
internal sealed class PersonSearch(ISubmissionStore store, IMailLedger ledger, RecipientBook recipients)
{
    public async Task<PersonalData> FindAsync(Person person, CancellationToken cancellationToken)
    {
        var submissions = await store.ReadAllAsync(cancellationToken).Where(person.IsIn).ToListAsync(cancellationToken);
        return await CollectAsync(submissions, person.Addresses, cancellationToken);
    }

    /// <summary>The submissions of one id, and what belongs to them.</summary>
    public async Task<PersonalData> FindAsync(string id, CancellationToken cancellationToken) =>
        await CollectAsync(
            await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken), [], cancellationToken);

    /// <summary>Whatever is held about the person who sent a submission.</summary>
    public async Task<PersonalData> FindSenderAsync(string id, CancellationToken cancellationToken)
    {
        var sent = await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken);
        var all = sent.Count == 0 ? new PersonalData([], [])
            : await FindAsync(Person.Of(sent), cancellationToken);
        // One without an address and a phone is nobody's but its own.
        return all.Submissions.Count > 0 ? all : await CollectAsync(sent, [], cancellationToken);
    }

    private async Task<PersonalData> CollectAsync(
        IReadOnlyList<Submission> submissions, IEnumerable<EmailAddress> addresses, CancellationToken cancellationToken)
    {
        var records = new List<SubmissionRecord>();
        foreach (var submission in submissions)
        {
            records.Add(new(submission, await ledger.ListAsync(submission.Key, cancellationToken)));
        }

        var found = new List<Recipient>();
        foreach (var address in addresses.Concat(Person.Of(submissions).Addresses).DistinctBy(each => each.Canonical))
        {
            if (await recipients.FindAsync(address, cancellationToken) is { } recipient)
            {
                found.Add(recipient);
            }
        }

        return new PersonalData(records, found);
    }
}
