using Azure.Data.Tables;
using BlueSky.Functions.News;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Table <c>News</c>: in partition <c>news</c> a row for each, and in a partition of its own a row <c>part.{name}</c>
/// for each part that is not done.
/// </summary>
internal sealed class NewsTable(TableServiceClient storage) : INewsStore
{
    private const string Partition = "news";
    private const string PartPrefix = "part.";

    /// <summary>As many as one transaction takes.</summary>
    private const int AddedAtOnce = 100;

    private readonly Table table = new(storage, TableName.News);

    public async Task<NewsItem?> FindAsync(string id, CancellationToken cancellationToken) =>
        await table.FindAsync(Partition, id, cancellationToken) is { } entity ? FromEntity(entity) : null;

    public IAsyncEnumerable<NewsItem> ListAsync(CancellationToken cancellationToken) =>
        table.QueryAsync($"PartitionKey eq {Partition}", cancellationToken).Select(FromEntity);

    public IAsyncEnumerable<NewsItem> FindActiveAsync(DateTimeOffset endedSince, CancellationToken cancellationToken)
    {
        var (scheduled, starting, sending) = (
            NewsState.Scheduled.ToColumn(), NewsState.Starting.ToColumn(), NewsState.Sending.ToColumn());
        return table.QueryAsync(
            $"PartitionKey eq {Partition} and (State eq {scheduled} or State eq {starting} or State eq {sending} or EndedAt ge {endedSince})",
            cancellationToken).Select(FromEntity);
    }

    public async Task<NewsItem?> TrySaveAsync(NewsItem news, CancellationToken cancellationToken)
    {
        var entity = ToEntity(news);
        var version = news.Version is { } read
            ? await table.TryUpdateAsync(entity, read, TableUpdateMode.Replace, cancellationToken)
            : (await table.TryAddOwnAsync([entity], cancellationToken))?[0];
        return version is null ? null : news with { Version = version };
    }

    public async Task OpenPartsAsync(string id, DateTimeOffset nextAt, CancellationToken cancellationToken)
    {
        var open = await ReadPartsAsync(id, cancellationToken).Select(part => part.Name)
            .ToHashSetAsync(cancellationToken: cancellationToken);
        foreach (var names in NewsPart.Names.Where(name => !open.Contains(name)).Chunk(AddedAtOnce))
        {
            // When another worker has added them meanwhile, nothing is left to do.
            await table.TryAddAsync([.. names.Select(name => ToEntity(id, name, nextAt))], cancellationToken);
        }
    }

    public async Task<NewsPart?> FindPartAsync(string id, string name, CancellationToken cancellationToken) =>
        await table.FindAsync(id, PartPrefix + name, cancellationToken) is { } entity ? PartOf(entity) : null;

    public IAsyncEnumerable<NewsPart> ReadPartsAsync(string id, CancellationToken cancellationToken) =>
        table.QueryAsync(id, PartPrefix, cancellationToken).Select(PartOf);

    public Task<bool> TryDelayPartAsync(
        NewsPart part, DateTimeOffset nextAt, CancellationToken cancellationToken) =>
        table.TrySaveAsync(ToEntity(part.News, part.Name, nextAt), part.Version, cancellationToken);

    public Task ClosePartAsync(NewsPart part, CancellationToken cancellationToken) =>
        table.DeleteAsync(part.News, PartPrefix + part.Name, cancellationToken);

    private static TableEntity ToEntity(string id, string part, DateTimeOffset nextAt) =>
        new(id, PartPrefix + part) { ["NextAt"] = nextAt };

    private static NewsPart PartOf(TableEntity entity) => new(
        entity.PartitionKey, entity.RowKey[PartPrefix.Length..], entity.Time("NextAt"), entity.ETag.ToString());

    private static TableEntity ToEntity(NewsItem news) => new(Partition, news.Id)
    {
        ["Subject"] = news.Subject,
        ["Text"] = news.Text,
        ["State"] = news.State.ToColumn(),
        ["Changes"] = news.Changes,
        ["By"] = news.By,
        ["ChangedAt"] = news.ChangedAt,
        ["TestedAt"] = news.TestedAt,
        ["ScheduledFor"] = news.ScheduledFor,
        ["StartedAt"] = news.StartedAt,
        ["EndedAt"] = news.EndedAt,
        ["RetriedAt"] = news.RetriedAt,
        ["Recipients"] = news.Recipients,
        ["Handed"] = news.Counts.Handed,
        ["Arrived"] = news.Counts.Arrived,
        ["OnTheWay"] = news.Counts.OnTheWay,
        ["Failed"] = news.Counts.Failed,
        ["GivenUp"] = news.Counts.GivenUp,
        ["Skipped"] = news.Counts.Skipped,
        ["Unsubscribed"] = news.Counts.Unsubscribed,
        ["CountedAt"] = news.Counts.At,
    };

    private static NewsItem FromEntity(TableEntity entity) => new()
    {
        Id = entity.RowKey,
        Subject = entity.Text("Subject"),
        Text = entity.Text("Text"),
        State = entity.State<NewsState>(),
        Changes = Number(entity, "Changes"),
        By = entity.Text("By"),
        ChangedAt = entity.Time("ChangedAt"),
        TestedAt = entity.GetDateTimeOffset("TestedAt"),
        ScheduledFor = entity.GetDateTimeOffset("ScheduledFor"),
        StartedAt = entity.GetDateTimeOffset("StartedAt"),
        EndedAt = entity.GetDateTimeOffset("EndedAt"),
        RetriedAt = entity.GetDateTimeOffset("RetriedAt"),
        Recipients = Number(entity, "Recipients"),
        Counts = new NewsCounts(
            Number(entity, "Handed"), Number(entity, "Arrived"), Number(entity, "OnTheWay"),
            Number(entity, "Failed"), Number(entity, "GivenUp"), Number(entity, "Skipped"),
            Number(entity, "Unsubscribed"), entity.GetDateTimeOffset("CountedAt")),
        Version = entity.ETag.ToString(),
    };

    private static int Number(TableEntity entity, string column) => entity.GetInt32(column) ?? 0;
}
