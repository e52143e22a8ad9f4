using Azure.Data.Tables;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>Mails</c>, the outbox: a row per email, in its submission's partition.</summary>
internal sealed class MailTable(TableServiceClient storage) : IMailOutbox
{
    /// <summary>As many as one transaction deletes.</summary>
    private const int RemovedAtOnce = 100;

    private readonly Table table = new(storage, TableName.Mails);

    public async Task<IReadOnlyList<OutboxMail>?> TryAddAsync(
        IReadOnlyList<OutboxMail> mails, CancellationToken cancellationToken) =>
        await table.TryAddOwnAsync(mails.Select(ToEntity).ToList(), cancellationToken) is { } versions
            ? mails.Zip(versions, (mail, version) => mail with { Version = version }).ToList()
            : null;

    public async Task<OutboxMail?> FindAsync(MailKey key, CancellationToken cancellationToken) =>
        await table.FindAsync(key.Submission.Partition, key.RowKey, cancellationToken) is { } entity
            ? FromEntity(entity, key.Submission)
            : null;

    public async Task<IReadOnlyList<OutboxMail>> ListAsync(
        SubmissionKey submission, CancellationToken cancellationToken) =>
        await table.QueryAsync(submission.Partition, $"{submission.Id}.", cancellationToken)
            .Select(entity => FromEntity(entity, submission)).ToListAsync(cancellationToken);

    public IAsyncEnumerable<UnsentMail> FindUnsentAsync(
        DateOnly day, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var partition = SubmissionKey.PartitionOf(day);
        var (failed, parked) = (MailState.Failed.ToColumn(), MailState.Parked.ToColumn());
        return table.QueryAsync(
            $"PartitionKey eq {partition} and ChangedAt ge {since} and (State eq {failed} or State eq {parked})",
            cancellationToken,
            select: ["RowKey", "Template", "State", "ChangedAt"])
            .Select(entity => new UnsentMail(
                entity.RowKey, entity.Text("Template"), entity.State<MailState>(), entity.Time("ChangedAt")));
    }

    public IAsyncEnumerable<SubmissionKey> FindSummarizedAsync(
        DateOnly day, string summary, CancellationToken cancellationToken) =>
        table.QueryAsync(
            $"PartitionKey eq {SubmissionKey.PartitionOf(day)} and Summary eq {summary}", cancellationToken,
            select: ["RowKey"])
            .Select(entity => new SubmissionKey(day, entity.RowKey.Split('.')[0]));

    public IAsyncEnumerable<MailProgress> ReadProgressAsync(
        DateOnly day, string idPrefix, CancellationToken cancellationToken) =>
        table.QueryAsync(SubmissionKey.PartitionOf(day), idPrefix, cancellationToken, select: ["State", "MessageId"])
            .Select(entity => new MailProgress(entity.State<MailState>(), entity.GetString("MessageId") is not null));

    public async Task<OutboxMail?> TryUpdateAsync(OutboxMail mail, CancellationToken cancellationToken) =>
        await table.TryUpdateAsync(ToEntity(mail), mail.Version!, TableUpdateMode.Replace, cancellationToken)
            is { } version
            ? mail with { Version = version }
            : null;

    public Task RemoveAsync(MailKey key, CancellationToken cancellationToken) =>
        table.DeleteAsync(key.Submission.Partition, key.RowKey, cancellationToken);

    public async Task RemoveAllAsync(DateOnly day, string idPrefix, CancellationToken cancellationToken)
    {
        var partition = SubmissionKey.PartitionOf(day);
        await foreach (var rows in table
            .QueryAsync(partition, idPrefix, cancellationToken, select: ["RowKey"])
            .Chunk(RemovedAtOnce).WithCancellation(cancellationToken))
        {
            await table.DeleteUnchangedAsync(
                partition, [.. rows.Select(row => (row.RowKey, row.ETag.ToString()))], cancellationToken);
        }
    }

    private static TableEntity ToEntity(OutboxMail mail) => new(mail.Submission.Partition, mail.RowKey)
    {
        ["Template"] = mail.Template,
        ["Number"] = mail.Number,
        ["To"] = mail.To,
        ["Recipient"] = mail.Recipient,
        ["State"] = mail.State.ToColumn(),
        ["CreatedAt"] = mail.CreatedAt,
        ["ChangedAt"] = mail.ChangedAt,
        ["NextAttemptAt"] = mail.NextAttemptAt,
        ["MessageId"] = mail.MessageId,
        ["Attempts"] = mail.Attempts,
        ["UnknownOutcomes"] = mail.UnknownOutcomes,
        ["Error"] = mail.Error,
        ["Summary"] = mail.Summary,
    };

    private static OutboxMail FromEntity(TableEntity entity, SubmissionKey submission) => new()
    {
        Submission = submission,
        Template = entity.Text("Template"),
        Number = entity.GetInt32("Number"),
        To = entity.Text("To"),
        Recipient = entity.GetString("Recipient"),
        State = entity.State<MailState>(),
        CreatedAt = entity.Time("CreatedAt"),
        ChangedAt = entity.Time("ChangedAt"),
        NextAttemptAt = entity.GetDateTimeOffset("NextAttemptAt"),
        MessageId = entity.GetString("MessageId"),
        Attempts = entity.GetInt32("Attempts") ?? 0,
        UnknownOutcomes = entity.GetInt32("UnknownOutcomes") ?? 0,
        Error = entity.GetString("Error"),
        Summary = entity.GetString("Summary"),
        Version = entity.ETag.ToString(),
    };
}
