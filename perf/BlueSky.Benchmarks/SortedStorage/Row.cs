using System.Globalization;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>A row as it is held in memory.</summary>
/// <param name="Columns">Written by <see cref="PackedColumns"/>.</param>
/// <param name="Version">The ticks of its last write, unique in its account.</param>
internal readonly record struct Row(EntityKey Key, byte[] Columns, long Version)
{
    public string ETag => string.Create(
        CultureInfo.InvariantCulture, $"W/\"datetime'{Uri.EscapeDataString($"{ChangedAt:O}")}'\"");

    public DateTime ChangedAt => new(Version, DateTimeKind.Utc);
}

/// <summary>The two keys of a row, in the order in which the service keeps its rows.</summary>
internal readonly record struct EntityKey(string Partition, string Row) : IComparable<EntityKey>
{
    public int CompareTo(EntityKey other) => string.CompareOrdinal(Partition, other.Partition) is var order and not 0
        ? order
        : string.CompareOrdinal(Row, other.Row);
}

/// <summary>From a key until before another one.</summary>
/// <param name="Until">Null for the end of the table.</param>
internal readonly record struct KeyRange(EntityKey From, EntityKey? Until)
{
    public static KeyRange All => new(new EntityKey("", ""), Until: null);

    public bool EndsBefore(EntityKey key) => Until is { } until && key.CompareTo(until) >= 0;
}
