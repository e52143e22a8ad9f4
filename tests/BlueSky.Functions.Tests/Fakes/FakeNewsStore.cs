using BlueSky.Functions.News;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>News in memory, with versions as the table has them.</summary>
internal sealed class FakeNewsStore : FakeStorage, INewsStore
{
    private readonly Dictionary<string, NewsItem> rows = [];
    private readonly SortedDictionary<(string Id, string Name), NewsPart> parts = [];

    public NewsItem Single => Locked(() => Assert.Single(rows.Values));

    public IReadOnlyList<NewsPart> Parts => Locked<IReadOnlyList<NewsPart>>(() => [.. parts.Values]);

    private IEnumerable<NewsItem> Sorted => rows.Values.OrderBy(row => row.Id, StringComparer.Ordinal);

    public Task<NewsItem?> FindAsync(string id, CancellationToken cancellationToken) =>
        CallAsync(() => rows.GetValueOrDefault(id), cancellationToken);

    public IAsyncEnumerable<NewsItem> ListAsync(CancellationToken cancellationToken) =>
        QueryAsync(() => Sorted, cancellationToken);

    public IAsyncEnumerable<NewsItem> FindActiveAsync(
        DateTimeOffset endedSince, CancellationToken cancellationToken) =>
        QueryAsync(
            () => Sorted.Where(row => row.EndedAt >= endedSince
                || row.State is NewsState.Scheduled or NewsState.Starting or NewsState.Sending),
            cancellationToken);

    public Task<NewsItem?> TrySaveAsync(NewsItem news, CancellationToken cancellationToken) =>
        CallAsync<NewsItem?>(
            () => rows.GetValueOrDefault(news.Id)?.Version == news.Version
                ? rows[news.Id] = news with { Version = NextVersion() }
                : null,
            cancellationToken);

    public Task OpenPartsAsync(string id, DateTimeOffset nextAt, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                foreach (var name in NewsPart.Names)
                {
                    parts.TryAdd((id, name), new NewsPart(id, name, nextAt, NextVersion()));
                }

                return true;
            },
            cancellationToken);

    public Task<NewsPart?> FindPartAsync(string id, string name, CancellationToken cancellationToken) =>
        CallAsync(() => parts.GetValueOrDefault((id, name)), cancellationToken);

    public IAsyncEnumerable<NewsPart> ReadPartsAsync(string id, CancellationToken cancellationToken) =>
        QueryAsync(() => parts.Values.Where(part => part.News == id), cancellationToken);

    public Task<bool> TryDelayPartAsync(
        NewsPart part, DateTimeOffset nextAt, CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                if (parts.GetValueOrDefault((part.News, part.Name))?.Version != part.Version)
                {
                    return false;
                }

                parts[(part.News, part.Name)] = part with { NextAt = nextAt, Version = NextVersion() };
                return true;
            },
            cancellationToken);

    public Task ClosePartAsync(NewsPart part, CancellationToken cancellationToken) =>
        CallAsync(() => parts.Remove((part.News, part.Name)), cancellationToken);
}
