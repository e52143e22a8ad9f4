namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>The counts of one service.</summary>
internal sealed class CountedAnswers
{
    private readonly Lock gate = new();
    private StorageCounts counts;

    public StorageCounts Counts
    {
        get
        {
            lock (gate)
                return counts;
        }
    }

    public void Add(StorageCounts more)
    {
        lock (gate)
            counts += more;
    }
}
