using Azure.Data.Tables;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>Limits</c>: a row per email counter with a quota.</summary>
internal sealed class QuotaTable(TableServiceClient storage) : IQuotaStore
{
    private const string Row = "hour";

    private readonly Table table = new(storage, TableName.Limits);

    public async Task<QuotaCount?> FindAsync(string counter, CancellationToken cancellationToken) =>
        await table.FindAsync(counter, Row, cancellationToken) is { } entity ? FromEntity(entity) : null;

    public Task<bool> TrySaveAsync(QuotaCount count, CancellationToken cancellationToken) =>
        table.TrySaveAsync(ToEntity(count), count.Version, cancellationToken);

    private static TableEntity ToEntity(QuotaCount count) => new(count.Counter, Row)
    {
        ["Hour"] = count.Hour,
        ["Taken"] = count.Taken,
        ["WaitedIn"] = count.WaitedIn,
        ["SummarizedIn"] = count.SummarizedIn,
        ["AlertedAt"] = count.AlertedAt,
        ["AlertedPartition"] = count.AlertedBy?.Partition,
        ["AlertedId"] = count.AlertedBy?.Id,
    };

    private static QuotaCount FromEntity(TableEntity entity) => new(
        entity.PartitionKey,
        entity.Time("Hour"),
        entity.GetInt32("Taken") ?? 0,
        entity.GetDateTimeOffset("WaitedIn"),
        entity.GetDateTimeOffset("SummarizedIn"),
        entity.GetDateTimeOffset("AlertedAt"),
        entity.GetString("AlertedPartition") is { } partition
            ? new SubmissionKey(SubmissionKey.DayOf(partition), entity.Text("AlertedId"))
            : null,
        entity.ETag.ToString());
}
