using System.Globalization;

namespace BlueSky.Functions.News;

/// <summary>
/// The table of news. Every call throws <see cref="Submissions.StorageUnavailableException"/> on an outage.
/// </summary>
internal interface INewsStore
{
    Task<NewsItem?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All news, in no order.</summary>
    IAsyncEnumerable<NewsItem> ListAsync(CancellationToken cancellationToken);

    /// <summary>Those that are scheduled, are being sent, or ended at that time or later.</summary>
    IAsyncEnumerable<NewsItem> FindActiveAsync(DateTimeOffset endedSince, CancellationToken cancellationToken);

    /// <summary>Adds new news, or updates those that still have the version that was read.</summary>
    /// <returns>As stored; null on a version conflict.</returns>
    Task<NewsItem?> TrySaveAsync(NewsItem news, CancellationToken cancellationToken);

    /// <summary>Adds those parts of the news that are not there.</summary>
    Task OpenPartsAsync(string id, DateTimeOffset nextAt, CancellationToken cancellationToken);

    /// <returns>Null when it is done.</returns>
    Task<NewsPart?> FindPartAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>The parts that are not done.</summary>
    IAsyncEnumerable<NewsPart> ReadPartsAsync(string id, CancellationToken cancellationToken);

    /// <summary>Says when the part goes on, if it still has the version that was read.</summary>
    /// <returns>False on a version conflict: another worker takes care of it.</returns>
    Task<bool> TryDelayPartAsync(NewsPart part, DateTimeOffset nextAt, CancellationToken cancellationToken);

    /// <summary>The part is done. Idempotent.</summary>
    Task ClosePartAsync(NewsPart part, CancellationToken cancellationToken);
}

/// <summary>A part of news that is not done: those recipients whose keys begin with its name.</summary>
/// <param name="NextAt">When it goes on; a message is on its way for then, unless it was lost.</param>
internal sealed record NewsPart(string News, string Name, DateTimeOffset NextAt, string Version)
{
    /// <summary>The partitions of the table of recipients.</summary>
    public static readonly IReadOnlyList<string> Names =
        [.. Enumerable.Range(0, 256).Select(number => number.ToString("x2", CultureInfo.InvariantCulture))];

    public NewsMessage Message => new(News, Name);
}
