using System.Globalization;
using Azure;
using Azure.Data.Tables;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>Subscribers</c>, in one partition, so that lines and counts change in one transaction: row
/// <c>{state}.{reversed time}.{recipient's key}</c> for each subscription, and row <c>counts</c>.
/// </summary>
internal sealed class SubscriberTable(TableServiceClient storage) : ISubscriberIndex
{
    private const string Partition = "subscribers";
    private const string CountsRow = "counts";

    private readonly Table table = new(storage, TableName.Subscribers);

    public async Task<SubscriberCounts> CountAsync(CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, CountsRow, cancellationToken) is { } entity
            ? FromEntity(entity)
            : SubscriberCounts.Zero;

    public IAsyncEnumerable<SubscriberLine> ListAsync(SubscriptionState state, CancellationToken cancellationToken) =>
        table.QueryAsync(Partition, $"{state.ToColumn()}.", cancellationToken).Select(LineOf);

    public async Task<bool> ContainsAsync(SubscriberLine line, CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, RowKeyOf(line), cancellationToken) is not null;

    public Task<bool> TryChangeAsync(
        IReadOnlyList<SubscriberLine> removed, IReadOnlyList<SubscriberLine> added, SubscriberCounts counts,
        CancellationToken cancellationToken)
    {
        var row = ToEntity(counts);
        return table.TryWriteAsync(
            [
                .. removed.Select(line => new TableTransactionAction(
                    TableTransactionActionType.Delete, new TableEntity(Partition, RowKeyOf(line)), ETag.All)),
                .. added.Select(line => new TableTransactionAction(
                    TableTransactionActionType.Add, ToEntity(line))),
                counts.Version is { } version
                    ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, new ETag(version))
                    : new TableTransactionAction(TableTransactionActionType.Add, row),
            ],
            cancellationToken);
    }

    private static string RowKeyOf(SubscriberLine line)
    {
        var newestFirst = DateTimeOffset.MaxValue.UtcTicks - line.Since.UtcTicks;
        return string.Create(CultureInfo.InvariantCulture, $"{line.State.ToColumn()}.{newestFirst:D19}.{line.Key}");
    }

    private static TableEntity ToEntity(SubscriberLine line) => new(Partition, RowKeyOf(line))
    {
        ["State"] = line.State.ToColumn(),
        ["Since"] = line.Since,
        ["Recipient"] = line.Key,
        ["Month"] = line.Month,
    };

    private static SubscriberLine LineOf(TableEntity entity) => new(
        entity.State<SubscriptionState>(), entity.Time("Since"), entity.Text("Recipient"), entity.GetString("Month"));

    private static TableEntity ToEntity(SubscriberCounts counts)
    {
        var entity = new TableEntity(Partition, CountsRow)
        {
            ["Months"] = string.Join(';', counts.Months.Where(month => month.Value != 0)
                .OrderBy(month => month.Key, StringComparer.Ordinal)
                .Select(month => string.Create(CultureInfo.InvariantCulture, $"{month.Key}={month.Value}"))),
        };
        foreach (var (state, count) in counts.States)
        {
            entity[state.ToString()] = count;
        }

        return entity;
    }

    private static SubscriberCounts FromEntity(TableEntity entity) => new(
        Enum.GetValues<SubscriptionState>().ToDictionary(
            state => state, state => entity.GetInt32(state.ToString()) ?? 0),
        entity.Text("Months").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(month => month.Split('='))
            .ToDictionary(month => month[0], month => int.Parse(month[1], CultureInfo.InvariantCulture)),
        entity.ETag.ToString());
}
