using System.Globalization;
using Azure.Data.Tables;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>Audit</c>: a partition per UTC month, two rows per use; the second has the outcome. Rows are never changed.
/// </summary>
internal sealed class AuditTable(TableServiceClient storage, TimeProvider clock) : IAuditLog
{
    /// <summary>A string property holds 32,768 characters; an id has at most 33.</summary>
    private const int MaxIds = 900;

    /// <summary>Limits the duration of a daily clean-up.</summary>
    private const int MaxRemoved = 10_000;

    private readonly Table table = new(storage, TableName.Audit);

    // If the key exists, this call wrote it and the response was lost: keys are unique.
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        table.TryAddAsync([ToEntity(entry)], cancellationToken);

    public async Task<DateTimeOffset?> FindLastAsync(
        string command, string outcome, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var (month, first) = (MonthOf(clock.GetUtcNow()), PartitionOf(MonthOf(since)));
        for (; string.CompareOrdinal(PartitionOf(month), first) >= 0; month = month.AddMonths(-1))
        {
            var partition = PartitionOf(month);
            var ended = await table.QueryAsync(
                $"PartitionKey eq {partition} and Command eq {command} and Outcome eq {outcome} and At ge {since}",
                cancellationToken).Select(entity => entity.Time("At")).ToListAsync(cancellationToken);
            if (ended.Count > 0)
            {
                return ended.Max();
            }
        }

        return null;
    }

    public IAsyncEnumerable<AuditEntry> ReadAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (first, last) = (PartitionOf(MonthOf(from)), PartitionOf(MonthOf(until)));
        var (firstId, lastId) = (AuditEntry.StartOfId(from), AuditEntry.StartOfId(until));
        return table.QueryAsync(
            $"PartitionKey ge {first} and PartitionKey le {last} and RowKey ge {firstId} and RowKey lt {lastId}",
            cancellationToken).Select(FromEntity);
    }

    public async Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var old = await table.QueryAsync(
            $"PartitionKey lt {PartitionOf(MonthOf(time))}", cancellationToken,
            select: ["PartitionKey", "RowKey"]).Take(MaxRemoved).ToListAsync(cancellationToken);
        var removed = 0;
        foreach (var month in old.GroupBy(entity => entity.PartitionKey))
        {
            removed += await table.DeleteUnchangedAsync(
                month.Key, [.. month.Select(entity => (entity.RowKey, entity.ETag.ToString()))], cancellationToken);
        }

        return removed;
    }

    private static DateOnly MonthOf(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1);

    private static string PartitionOf(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    // Both entries of a use are in one partition, because both ids start with the time of the first.
    private static TableEntity ToEntity(AuditEntry entry) => new($"{entry.Id[..4]}-{entry.Id[4..6]}", entry.Id)
    {
        ["At"] = entry.At,
        ["Who"] = entry.Who,
        ["Command"] = entry.Command,
        ["Subject"] = entry.Subject,
        ["Outcome"] = entry.Outcome,
        ["Details"] = entry.Details,
        ["Submissions"] = ToColumn(entry.Submissions),
        ["SubmissionCount"] = entry.Submissions.Count,
        ["Redacted"] = ToColumn(entry.Redacted),
        ["RedactedCount"] = entry.Redacted.Count,
        ["Recipients"] = entry.Recipients.Count > 0 ? ToColumn(entry.Recipients) : null,
    };

    private static AuditEntry FromEntity(TableEntity entity) => new()
    {
        Id = entity.RowKey,
        At = entity.Time("At"),
        Who = entity.Text("Who"),
        Command = entity.Text("Command"),
        Subject = entity.Text("Subject"),
        Outcome = entity.Text("Outcome"),
        Details = entity.GetString("Details"),
        Submissions = IdsIn(entity.GetString("Submissions")),
        Redacted = IdsIn(entity.GetString("Redacted")),
        Recipients = IdsIn(entity.GetString("Recipients")),
    };

    private static string[] IdsIn(string? column) =>
        column?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string ToColumn(IReadOnlyList<string> ids) => string.Join(' ', ids.Take(MaxIds));
}
