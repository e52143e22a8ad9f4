using System.Runtime.CompilerServices;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The outbox in memory, with versions as the table has them.</summary>
internal sealed class FakeMailOutbox : IMailOutbox
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, OutboxMail> rows = [];
    private int version;

    public bool IsDown { get; set; }

    /// <summary>In the order of their row keys.</summary>
    public IReadOnlyList<OutboxMail> Rows
    {
        get
        {
            lock (gate)
            {
                return [.. rows.Values.OrderBy(mail => mail.RowKey, StringComparer.Ordinal)];
            }
        }
    }

    public OutboxMail this[string template] => Rows.Single(mail => mail.Template == template);

    /// <summary>Every state that was written, in order, as "template: state".</summary>
    public List<string> History { get; } = [];

    /// <summary>Runs before mails are added.</summary>
    public Func<Task> OnAdd { get; set; } = () => Task.CompletedTask;

    public async Task<IReadOnlyList<OutboxMail>> AddAsync(
        IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken)
    {
        await OnAdd();
        lock (gate)
        {
            if (!mails.Any(mail => rows.ContainsKey(mail.RowKey)))
            {
                return mails.Select(Write).ToList();
            }
        }

        return await ListAsync(mails[0].Submission, cancellationToken);
    }

    public async IAsyncEnumerable<SubmissionKey> FindSummarizedAsync(
        DateOnly day, string summary, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var mail in Rows.Where(mail => mail.Submission.Day == day && mail.Summary == summary))
        {
            await Task.Yield();
            yield return mail.Submission;
        }
    }

    public async Task<OutboxMail?> FindAsync(MailKey key, CancellationToken cancellationToken)
    {
        // Lets concurrent reports on one mail read the same version.
        await Task.Yield();
        lock (gate)
        {
            ThrowIfDown();
            return rows.GetValueOrDefault(key.RowKey) is { } mail && mail.Submission == key.Submission ? mail : null;
        }
    }

    public Task<IReadOnlyList<OutboxMail>> ListAsync(SubmissionKey submission, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OutboxMail>>(Rows.Where(mail => mail.Submission == submission).ToList());

    public async IAsyncEnumerable<UnsentMail> FindUnsentAsync(
        DateOnly day, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var mail in Rows.Where(mail => mail.Submission.Day == day && mail.ChangedAt >= since
            && mail.State is MailState.Failed or MailState.Parked))
        {
            await Task.Yield();
            yield return new UnsentMail(mail.RowKey, mail.Template, mail.State, mail.ChangedAt);
        }
    }

    public Task<OutboxMail?> TryUpdateAsync(OutboxMail mail, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            ThrowIfDown();
            return Task.FromResult(
                rows.GetValueOrDefault(mail.RowKey)?.Version == mail.Version ? Write(mail) : null);
        }
    }

    /// <summary>What happens elsewhere while the outbox forgets its next mail.</summary>
    public Func<Task> OnRemove { get; set; } = () => Task.CompletedTask;

    public async Task RemoveAsync(MailKey key, CancellationToken cancellationToken)
    {
        await OnRemove();
        lock (gate)
        {
            ThrowIfDown();
            rows.Remove(key.RowKey);
        }
    }

    private void ThrowIfDown()
    {
        if (IsDown)
        {
            throw new StorageUnavailableException("down", new IOException());
        }
    }

    private OutboxMail Write(OutboxMail mail)
    {
        History.Add($"{mail.Template}: {mail.State}");
        return rows[mail.RowKey] = mail with { Version = $"{++version}" };
    }
}
