namespace BlueSky.Functions.Backups;

/// <summary>A row of any table, as it is stored.</summary>
/// <param name="Columns">
/// Without the keys, the version, and the time that the service sets. Values are of the types that tables have.
/// </param>
/// <param name="Version">The stored version that was read; null for a row that must not exist yet.</param>
internal sealed record TableRow(RowKey Key, IReadOnlyDictionary<string, object> Columns, string? Version = null)
{
    public string? Text(string column) => Columns.GetValueOrDefault(column) as string;

    public DateTimeOffset? Time(string column) => Columns.GetValueOrDefault(column) as DateTimeOffset?;

    public int Number(string column) => Columns.GetValueOrDefault(column) as int? ?? 0;

    /// <summary>A copy with other columns; null removes a column.</summary>
    public TableRow With(params IEnumerable<(string Name, object? Value)> changes)
    {
        var columns = new Dictionary<string, object>(Columns);
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                columns.Remove(name);
            }
            else
            {
                columns[name] = value;
            }
        }

        return this with { Columns = columns };
    }
}

/// <summary>A row's key. Sorts as the service sorts.</summary>
internal readonly record struct RowKey(string Partition, string Row) : IComparable<RowKey>
{
    public int CompareTo(RowKey other) =>
        string.CompareOrdinal(Partition, other.Partition) is var order and not 0
            ? order
            : string.CompareOrdinal(Row, other.Row);
}

/// <summary>A range of keys.</summary>
/// <param name="Partition">Null for all.</param>
/// <param name="RowPrefix">Only with a partition.</param>
/// <param name="After">Not included, nor anything before it; null for the start.</param>
internal sealed record RowRange(string? Partition = null, string? RowPrefix = null, RowKey? After = null)
{
    public static readonly RowRange All = new();

    public bool Includes(RowKey key) =>
        (Partition is null || key.Partition == Partition)
        && (RowPrefix is null || key.Row.StartsWith(RowPrefix, StringComparison.Ordinal))
        && (After is not { } after || key.CompareTo(after) > 0);

    /// <summary>Whether any key from the first to the last may be in this range.</summary>
    public bool Overlaps(RowKey first, RowKey last) =>
        (Partition is null
            || (string.CompareOrdinal(first.Partition, Partition) <= 0
                && string.CompareOrdinal(last.Partition, Partition) >= 0))
        && (After is not { } after || last.CompareTo(after) > 0);
}
