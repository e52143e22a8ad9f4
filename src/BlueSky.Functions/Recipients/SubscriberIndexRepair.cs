namespace BlueSky.Functions.Recipients;

/// <summary>
/// Compares the index of subscriptions with the recipients, and repairs it: after a crash between two writes, an outage
/// or a restored backup. Reads the whole table of recipients and the whole index.
/// </summary>
internal sealed class SubscriberIndexRepair(
    IRecipientStore store, ISubscriberIndex index, SubscriberIndexing indexing)
{
    /// <summary>The counts may change while the lines are counted; after so many times the next run does it.</summary>
    private const int MaxRounds = 5;

    private static readonly SubscriptionState[] States =
    [
        SubscriptionState.Pending, SubscriptionState.Confirmed, SubscriptionState.Unsubscribed,
        SubscriptionState.Suppressed,
    ];

    /// <returns>How many lines were wrong.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var indexed = new Dictionary<string, List<SubscriberLine>>();
        await foreach (var line in LinesAsync(cancellationToken))
        {
            if (!indexed.TryGetValue(line.Key, out var lines))
            {
                indexed[line.Key] = lines = [];
            }

            lines.Add(line);
        }

        var repaired = 0;
        await foreach (var recipient in store.FindSubscribersAsync(cancellationToken))
        {
            indexed.Remove(recipient.Key, out var lines);
            if (lines is not [var only] || only != indexing.LineOf(recipient))
            {
                repaired += await RepairAsync(recipient.Key, lines ?? [], cancellationToken);
            }
        }

        foreach (var (key, lines) in indexed)
        {
            repaired += await RepairAsync(key, lines, cancellationToken);
        }

        await RecountAsync(cancellationToken);
        return repaired;
    }

    // The recipient may have changed since it was listed, and the index with it.
    private async Task<int> RepairAsync(
        string key, IReadOnlyList<SubscriberLine> indexed, CancellationToken cancellationToken)
    {
        var right = await store.FindAsync(key, cancellationToken) is { } recipient ? indexing.LineOf(recipient) : null;
        IReadOnlyList<SubscriberLine> wrong = [.. indexed.Where(line => line != right)];
        var isMissing = right is not null && !await index.ContainsAsync(right, cancellationToken);
        if (wrong.Count == 0 && !isMissing)
        {
            return 0;
        }

        IReadOnlyList<SubscriberLine> added = isMissing ? [right!] : [];
        var counts = await index.CountAsync(cancellationToken);
        return await index.TryChangeAsync(wrong, added, counts.Without(wrong).With(added), cancellationToken)
            ? wrong.Count + added.Count
            : 0;
    }

    private async Task RecountAsync(CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var stored = await index.CountAsync(cancellationToken);
            var counted = SubscriberCounts.Zero with { Version = stored.Version };
            await foreach (var some in LinesAsync(cancellationToken).Chunk(1_000).WithCancellation(cancellationToken))
            {
                counted = counted.With(some);
            }

            if (counted.HasSameCountsAs(stored) || await index.TryChangeAsync([], [], counted, cancellationToken))
            {
                return;
            }
        }
    }

    private IAsyncEnumerable<SubscriberLine> LinesAsync(CancellationToken cancellationToken) =>
        States.ToAsyncEnumerable().SelectMany(state => index.ListAsync(state, cancellationToken));
}
