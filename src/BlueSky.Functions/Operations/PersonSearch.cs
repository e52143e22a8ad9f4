using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Finds a person's data: submissions, their emails and history, the recipients of their addresses, their addresses in
/// uploaded files, and mentions in other people's submissions. Scans the whole table of submissions page by page:
/// searches are rare, and an index of addresses would be one more place from which data could leak.
/// </summary>
internal sealed class PersonSearch(
    ISubmissionStore store, IRequestStore requests, IMailOutbox outbox, RecipientBook recipients,
    IWaitingAddresses waiting)
{
    public async Task<PersonalData> FindAsync(Person person, CancellationToken cancellationToken)
    {
        var matcher = new PersonMatcher(person);
        var (own, mentions) = (new List<Submission>(), new List<Mention>());
        await foreach (var submission in store.ReadAllAsync(cancellationToken))
        {
            if (matcher.IsSenderOf(submission))
            {
                own.Add(submission);
            }
            else if (matcher.Redact(submission) is not null)
            {
                mentions.Add(Mention.In(submission));
            }
        }

        var data = await CollectAsync(own, person.Addresses, cancellationToken);
        return data with { Mentions = mentions };
    }

    /// <summary>The submissions with an id, and the data that belongs to them.</summary>
    public async Task<PersonalData> FindAsync(string id, CancellationToken cancellationToken) =>
        await CollectAsync(
            await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken), [], cancellationToken);

    /// <summary>
    /// The sender of a submission; an empty person if it does not exist or has neither an address nor a phone number.
    /// </summary>
    public async Task<Person> FindSenderAsync(string id, CancellationToken cancellationToken) =>
        Person.Of(await store.FindByIdAsync(id, cancellationToken).ToListAsync(cancellationToken));

    private async Task<PersonalData> CollectAsync(
        IReadOnlyList<Submission> submissions, IEnumerable<EmailAddress> addresses, CancellationToken cancellationToken)
    {
        var records = new List<SubmissionRecord>();
        foreach (var submission in submissions)
        {
            records.Add(new(submission, await outbox.ListAsync(submission.Key, cancellationToken))
            {
                History = await requests.ReadHistoryAsync(submission.Key, cancellationToken)
                    .ToListAsync(cancellationToken),
            });
        }

        var all = addresses.Concat(Person.Of(submissions).Addresses).DistinctBy(each => each.Canonical).ToList();
        var found = new List<Recipient>();
        foreach (var address in all)
        {
            if (await recipients.FindAsync(address, cancellationToken) is { } recipient)
            {
                found.Add(recipient);
            }
        }

        return new PersonalData(records, found)
        {
            Waiting = all.Count == 0
                ? []
                : await waiting.FindAsync(all, cancellationToken).ToListAsync(cancellationToken),
        };
    }
}

/// <summary>A submission with its emails in the outbox.</summary>
internal sealed record SubmissionRecord(Submission Submission, IReadOnlyList<OutboxMail> Mails)
{
    /// <summary>What staff did and wrote, if it is a request; oldest first.</summary>
    public IReadOnlyList<RequestEvent> History { get; init; } = [];
}

/// <summary>Another person's submission that mentions the person; only the mention belongs to the person.</summary>
internal sealed record Mention(string Id, DateOnly Day)
{
    public SubmissionKey Key => new(Day, Id);

    public static Mention In(Submission submission) => new(submission.Id, submission.Key.Day);
}

/// <summary>The stored data about a person.</summary>
internal sealed record PersonalData(IReadOnlyList<SubmissionRecord> Submissions, IReadOnlyList<Recipient> Recipients)
{
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Their addresses in uploaded files.</summary>
    public IReadOnlyList<WaitingAddress> Waiting { get; init; } = [];

    public bool HoldsNothing() => this is { Submissions: [], Recipients: [], Mentions: [], Waiting: [] };

    public IReadOnlyList<string> GetSubmissionIds() => Submissions.Select(record => record.Submission.Id).ToList();

    public IReadOnlyList<string> GetMentionIds() => Mentions.Select(mention => mention.Id).ToList();
}
