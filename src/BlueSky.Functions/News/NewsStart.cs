using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.News;

/// <summary>Begins to send news, and goes on with what was interrupted. Each step can be repeated.</summary>
internal sealed class NewsStart(
    INewsStore store, INewsQueue queue, ISubscriberIndex subscribers, TimeProvider clock)
{
    /// <summary>How many messages are sent at once.</summary>
    private const int AtOnce = 16;

    /// <returns>Null when another changed it first, or it cannot be started.</returns>
    public async Task<NewsItem?> StartAsync(NewsItem news, CancellationToken cancellationToken)
    {
        var recipients = (await subscribers.CountAsync(cancellationToken)).Of(SubscriptionState.Confirmed);
        return news.Start(recipients, clock.GetUtcNow()) is { } starting
            && await store.TrySaveAsync(starting, cancellationToken) is { } saved
            ? await BeginAsync(saved, cancellationToken)
            : null;
    }

    /// <summary>The second half of a start.</summary>
    public async Task<NewsItem?> BeginAsync(NewsItem starting, CancellationToken cancellationToken)
    {
        await store.OpenPartsAsync(starting.Id, clock.GetUtcNow(), cancellationToken);
        if (starting.Begin() is not { } sending || await store.TrySaveAsync(sending, cancellationToken) is not { } saved)
        {
            return null;
        }

        await EnqueueAsync(NewsPart.Names.Select(name => new NewsMessage(saved.Id, name)), cancellationToken);
        return saved;
    }

    /// <summary>Goes on with all open parts whose time was before the given one.</summary>
    /// <returns>Whether any part is open.</returns>
    public async Task<bool> ContinueAsync(NewsItem news, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var parts = await store.ReadPartsAsync(news.Id, cancellationToken).ToListAsync(cancellationToken);
        var late = new List<NewsMessage>();
        foreach (var part in parts.Where(part => part.NextAt < before))
        {
            if (await store.TryDelayPartAsync(part, clock.GetUtcNow(), cancellationToken))
            {
                late.Add(part.Message);
            }
        }

        await EnqueueAsync(late, cancellationToken);
        return parts.Count > 0;
    }

    private Task EnqueueAsync(IEnumerable<NewsMessage> messages, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (message, token) => await queue.TrySendAsync(message, TimeSpan.Zero, token));
}
