using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The outbox in memory, with versions as the table has them.</summary>
internal sealed class FakeMailOutbox : FakeStorage, IMailOutbox
{
    private readonly Dictionary<MailKey, OutboxMail> rows = [];

    /// <summary>In the order of their row keys.</summary>
    public IReadOnlyList<OutboxMail> Rows => Locked<IReadOnlyList<OutboxMail>>(() => [.. Sorted]);

    public OutboxMail this[string template] => Rows.Single(mail => mail.Template == template);

    /// <summary>Every state that was written, in order, as "template: state".</summary>
    public List<string> History { get; } = [];

    /// <summary>Runs before mails are added.</summary>
    public Func<Task> OnAdd { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens elsewhere while the outbox forgets its next mail.</summary>
    public Func<Task> OnRemove { get; set; } = () => Task.CompletedTask;

    private IEnumerable<OutboxMail> Sorted => rows.Values.OrderBy(mail => mail.RowKey, StringComparer.Ordinal);

    public async Task<IReadOnlyList<OutboxMail>?> TryAddAsync(
        IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken)
    {
        await OnAdd();
        return await CallAsync<IReadOnlyList<OutboxMail>?>(
            () => mails.Any(mail => rows.ContainsKey(mail.Key)) ? null : [.. mails.Select(Write)],
            cancellationToken);
    }

    public async Task<OutboxMail?> FindAsync(MailKey key, CancellationToken cancellationToken)
    {
        // Lets concurrent reports on one mail read the same version.
        await Task.Yield();
        return await CallAsync(() => rows.GetValueOrDefault(key), cancellationToken);
    }

    public Task<IReadOnlyList<OutboxMail>> ListAsync(SubmissionKey submission, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<OutboxMail>>(() => [.. Of(submission)], cancellationToken);

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

    public IAsyncEnumerable<MailProgress> ReadProgressAsync(
        DateOnly day, string idPrefix, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(mail => IsOf(mail, day, idPrefix))
                .Select(mail => new MailProgress(mail.State, mail.MessageId is not null)),
            cancellationToken);

    public Task<OutboxMail?> TryUpdateAsync(OutboxMail mail, CancellationToken cancellationToken) =>
        CallAsync(
            () => rows.GetValueOrDefault(mail.Key) is { } row && row.Version == mail.Version ? Write(mail) : null,
            cancellationToken);

    public async Task RemoveAsync(MailKey key, CancellationToken cancellationToken)
    {
        await OnRemove();
        await CallAsync(() => rows.Remove(key), cancellationToken);
    }

    public Task RemoveAllAsync(DateOnly day, string idPrefix, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                foreach (var mail in Sorted.Where(mail => IsOf(mail, day, idPrefix)).ToList())
                {
                    rows.Remove(mail.Key);
                }

                return true;
            },
            cancellationToken);

    private static bool IsOf(OutboxMail mail, DateOnly day, string idPrefix) =>
        mail.Submission.Day == day && mail.Submission.Id.StartsWith(idPrefix, StringComparison.Ordinal);

    private IEnumerable<OutboxMail> Of(SubmissionKey submission) =>
        Sorted.Where(mail => mail.Submission == submission);

    private OutboxMail Write(OutboxMail mail)
    {
        History.Add($"{mail.Template}: {mail.State}");
        return rows[mail.Key] = mail with { Version = NextVersion() };
    }
}
