using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>The index of subscriptions in memory.</summary>
internal sealed class FakeSubscriberIndex : FakeStorage, ISubscriberIndex
{
    private readonly HashSet<SubscriberLine> lines = [];
    private SubscriberCounts counts = SubscriberCounts.Zero;

    public IReadOnlyList<SubscriberLine> Lines => Locked(() => Sorted.ToList());

    public SubscriberCounts Counts => Locked(() => counts);

    private IEnumerable<SubscriberLine> Sorted =>
        lines.OrderByDescending(line => line.Since).ThenBy(line => line.Key, StringComparer.Ordinal);

    public async Task<SubscriberCounts> CountAsync(CancellationToken cancellationToken)
    {
        // Lets concurrent changes read the same version.
        await Task.Yield();
        return await CallAsync(() => counts, cancellationToken);
    }

    public IAsyncEnumerable<SubscriberLine> ListAsync(SubscriptionState state, CancellationToken cancellationToken) =>
        QueryAsync(() => Sorted.Where(line => line.State == state), cancellationToken);

    public Task<bool> ContainsAsync(SubscriberLine line, CancellationToken cancellationToken) =>
        CallAsync(() => lines.Contains(line), cancellationToken);

    public Task<bool> TryChangeAsync(
        IReadOnlyList<SubscriberLine> removed, IReadOnlyList<SubscriberLine> added, SubscriberCounts changed,
        CancellationToken cancellationToken) =>
        CallAsync(
            () =>
            {
                if (counts.Version != changed.Version || !removed.All(lines.Contains) || added.Any(lines.Contains))
                {
                    return false;
                }

                lines.ExceptWith(removed);
                lines.UnionWith(added);
                counts = changed with { Version = NextVersion() };
                return true;
            },
            cancellationToken);

    /// <summary>Spoils the index, as a crash between two writes does.</summary>
    public void Lose(Func<SubscriberLine, bool> which) => Locked(() => lines.RemoveWhere(line => which(line)));
}
