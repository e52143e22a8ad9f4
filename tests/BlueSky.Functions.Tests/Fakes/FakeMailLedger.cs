using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The ledger in memory, with versions as the table has them.</summary>
internal sealed class FakeMailLedger : FakeStorage, IMailLedger
{
    private readonly Dictionary<MailKey, LedgerMail> rows = [];

    /// <summary>In the order of their row keys.</summary>
    public IReadOnlyList<LedgerMail> Rows => Locked<IReadOnlyList<LedgerMail>>(() => [.. Sorted]);

    public LedgerMail this[string template] => Rows.Single(mail => mail.Template == template);

    /// <summary>Every state that was written, in order, as "template: state".</summary>
    public List<string> History { get; } = [];

    /// <summary>Runs before mails are added.</summary>
    public Func<Task> OnAdd { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens elsewhere while the ledger forgets its next mail.</summary>
    public Func<Task> OnRemove { get; set; } = () => Task.CompletedTask;

    private IEnumerable<LedgerMail> Sorted => rows.Values.OrderBy(mail => mail.RowKey, StringComparer.Ordinal);

    public async Task<IReadOnlyList<LedgerMail>> AddAsync(
        IReadOnlyList<LedgerMail> mails, CancellationToken cancellationToken)
    {
        await OnAdd();
        return await CallAsync(
            () => mails.Any(mail => rows.ContainsKey(mail.Key))
                ? Of(mails[0].Submission).ToList()
                : mails.Select(Write).ToList(),
            cancellationToken);
    }

    public async Task<LedgerMail?> FindAsync(MailKey key, CancellationToken cancellationToken)
    {
        // Lets concurrent reports on one mail read the same version.
        await Task.Yield();
        return await CallAsync(() => rows.GetValueOrDefault(key), cancellationToken);
    }

    public Task<IReadOnlyList<LedgerMail>> ListAsync(SubmissionKey submission, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<LedgerMail>>(() => [.. Of(submission)], cancellationToken);

    public IAsyncEnumerable<UnsentMail> FindUnsentAsync(
        DateOnly day, DateTimeOffset since, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted
                .Where(mail => mail.Submission.Day == day && mail.ChangedAt >= since
                    && mail.State is MailState.Failed or MailState.Parked)
                .Select(mail => new UnsentMail(mail.RowKey, mail.Template, mail.State, mail.ChangedAt)),
            cancellationToken);

    public IAsyncEnumerable<SubmissionKey> FindSummarizedAsync(
        DateOnly day, string summary, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(mail => mail.Submission.Day == day && mail.Summary == summary)
                .Select(mail => mail.Submission),
            cancellationToken);

    public Task<LedgerMail?> TryUpdateAsync(LedgerMail mail, CancellationToken cancellationToken) =>
        CallAsync(
            () => rows.GetValueOrDefault(mail.Key) is { } row && row.Version == mail.Version ? Write(mail) : null,
            cancellationToken);

    public async Task RemoveAsync(MailKey key, CancellationToken cancellationToken)
    {
        await OnRemove();
        await CallAsync(() => rows.Remove(key), cancellationToken);
    }

    private IEnumerable<LedgerMail> Of(SubmissionKey submission) =>
        Sorted.Where(mail => mail.Submission == submission);

    private LedgerMail Write(LedgerMail mail)
    {
        History.Add($"{mail.Template}: {mail.State}");
        return rows[mail.Key] = mail with { Version = NextVersion() };
    }
}
