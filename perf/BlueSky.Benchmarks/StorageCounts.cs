namespace BlueSky.Benchmarks;

/// <summary>What went over the wire to one service.</summary>
/// <param name="Rows">Entities in the answers.</param>
/// <param name="Bytes">Of the answers' bodies.</param>
/// <param name="Examined">
/// Rows of the key ranges that were compared with a filter: what a scan costs. Known of the sorted storage only.
/// </param>
internal readonly record struct StorageCounts(long Requests, long Rows, long Bytes, long Examined = 0)
{
    public static StorageCounts operator +(StorageCounts one, StorageCounts other) => new(
        one.Requests + other.Requests, one.Rows + other.Rows, one.Bytes + other.Bytes, one.Examined + other.Examined);

    public static StorageCounts operator -(StorageCounts one, StorageCounts other) => new(
        one.Requests - other.Requests, one.Rows - other.Rows, one.Bytes - other.Bytes, one.Examined - other.Examined);
}
