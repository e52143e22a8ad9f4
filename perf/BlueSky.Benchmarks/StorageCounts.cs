namespace BlueSky.Benchmarks;

/// <summary>What went over the wire to one service.</summary>
/// <param name="Rows">Entities in the answers to queries.</param>
/// <param name="Bytes">Of the answers' bodies.</param>
internal readonly record struct StorageCounts(long Requests, long Rows, long Bytes)
{
    public static StorageCounts operator +(StorageCounts one, StorageCounts other) =>
        new(one.Requests + other.Requests, one.Rows + other.Rows, one.Bytes + other.Bytes);

    public static StorageCounts operator -(StorageCounts one, StorageCounts other) =>
        new(one.Requests - other.Requests, one.Rows - other.Rows, one.Bytes - other.Bytes);
}
