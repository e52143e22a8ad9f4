using System.Collections.Concurrent;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>
/// Refuses what is over a number of entities a second, as Azure does: its published targets are 2,000 for a partition
/// and 20,000 for an account. A second's share can be used at once.
/// </summary>
internal sealed class Throttle(double perPartition, double perAccount, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Allowance> partitions = new(StringComparer.Ordinal);
    private readonly Allowance account = new(perAccount, clock);
    private long refused;

    /// <summary>How many requests.</summary>
    public long Refused => Interlocked.Read(ref refused);

    /// <param name="partition">With its table; null for a request that names none.</param>
    /// <exception cref="StorageError">It is too much.</exception>
    public void Take(string? partition, int entities)
    {
        var own = partition is null
            ? null
            : partitions.GetOrAdd(partition, _ => new Allowance(perPartition, clock));
        if (own?.TryTake(entities) == false || !account.TryTake(entities))
        {
            Interlocked.Increment(ref refused);
            throw StorageError.ServerBusy;
        }
    }

    /// <summary>What a query has read is known afterwards: the next requests wait for it.</summary>
    public void Add(string? partition, int entities)
    {
        account.Add(entities);
        if (partition is not null && partitions.TryGetValue(partition, out var own))
            own.Add(entities);
    }

    private sealed class Allowance(double perSecond, TimeProvider clock)
    {
        private readonly Lock gate = new();
        private double used;
        private long lookedAt = clock.GetTimestamp();

        public bool TryTake(int entities)
        {
            lock (gate)
            {
                used = Math.Max(0, used - (clock.GetElapsedTime(lookedAt).TotalSeconds * perSecond));
                lookedAt = clock.GetTimestamp();
                if (used > perSecond - 1)
                    return false;
                used += entities;
                return true;
            }
        }

        public void Add(int entities)
        {
            lock (gate)
                used += entities;
        }
    }
}
