namespace BlueSky.Benchmarks.SortedStorage;

internal enum WriteKind
{
    Insert,
    Replace,
    Merge,
    InsertOrReplace,
    InsertOrMerge,
    Delete,
}

/// <param name="IfMatch">A version, or * for any; null where the kind needs none.</param>
internal sealed record EntityWrite(
    WriteKind Kind, EntityKey Key, IReadOnlyDictionary<string, object> Columns, string? IfMatch = null);

/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="Examined">The rows of the key range that were compared with the filter.</param>
internal sealed record EntityPage(IReadOnlyList<Row> Rows, EntityKey? Next, int Examined);

/// <summary>One table.</summary>
/// <param name="nextVersion">A number that is higher than all before.</param>
internal sealed class EntityTable(Func<long> nextVersion)
{
    private const int ReadAtOnce = 256;

    /// <summary>Azure ends a page after five seconds, whether or not it has found anything.</summary>
    private const int MaxExamined = 100_000;

    private readonly SortedRows rows = new();
    private readonly Lock gate = new();

    public void Load(EntityKey key, IEnumerable<KeyValuePair<string, object>> columns)
    {
        lock (gate)
            rows.Put(new Row(key, PackedColumns.Pack(columns), nextVersion()));
    }

    /// <exception cref="StorageError">There is no such row.</exception>
    public Row Find(EntityKey key)
    {
        lock (gate)
            return rows.Find(key) ?? throw StorageError.ResourceNotFound;
    }

    /// <summary>Looks at a part of the rows at a time, so that a scan does not keep writers waiting.</summary>
    public EntityPage Query(Filter filter, EntityKey? from, int maxRows)
    {
        var (range, found, examined) = (filter.Range, new List<Row>(), 0);
        var next = from ?? range.From;
        while (true)
        {
            List<Row> some;
            lock (gate)
                some = rows.From(next, ReadAtOnce);
            foreach (var row in some)
            {
                if (range.EndsBefore(row.Key))
                    return new EntityPage(found, Next: null, examined);
                if (found.Count == maxRows || examined == MaxExamined)
                    return new EntityPage(found, row.Key, examined);
                examined++;
                if (filter.Matches(row))
                    found.Add(row);
            }

            if (some.Count < ReadAtOnce)
                return new EntityPage(found, Next: null, examined);
            // The smallest key after the last one.
            next = some[^1].Key with { Row = some[^1].Key.Row + '\0' };
        }
    }

    /// <summary>All of the writes or none.</summary>
    /// <returns>The new versions, null for a deleted row.</returns>
    /// <exception cref="FailedWrite">One of them cannot be done.</exception>
    public IReadOnlyList<Row?> Write(IReadOnlyList<EntityWrite> writes)
    {
        lock (gate)
        {
            var (written, before) = (new List<Row?>(), new Stack<(EntityKey Key, Row? Row)>());
            try
            {
                foreach (var write in writes)
                {
                    if (before.Any(earlier => earlier.Key == write.Key))
                        throw StorageError.DuplicateRow;
                    if (write.Key.Partition != writes[0].Key.Partition)
                        throw StorageError.CommandsInBatchActOnDifferentPartitions;
                    var existing = rows.Find(write.Key);
                    written.Add(Write(write, existing));
                    before.Push((write.Key, existing));
                }

                return written;
            }
            catch (StorageError error)
            {
                while (before.TryPop(out var undone))
                {
                    if (undone.Row is { } row)
                        rows.Put(row);
                    else
                        rows.Remove(undone.Key);
                }

                throw new FailedWrite(written.Count, error);
            }
        }
    }

    private Row? Write(EntityWrite write, Row? existing)
    {
        if (write.Kind == WriteKind.Insert && existing is not null)
            throw StorageError.EntityAlreadyExists;
        if (write.Kind is WriteKind.Replace or WriteKind.Merge or WriteKind.Delete)
        {
            if (existing is not { } current)
                throw StorageError.ResourceNotFound;
            if (write.IfMatch is not (null or "*") && write.IfMatch != current.ETag)
                throw StorageError.ConditionNotMet;
        }

        if (write.Kind == WriteKind.Delete)
        {
            rows.Remove(write.Key);
            return null;
        }

        IEnumerable<KeyValuePair<string, object>> columns = write.Columns;
        if (write.Kind is WriteKind.Merge or WriteKind.InsertOrMerge && existing is { } merged)
        {
            var all = PackedColumns.Unpack(merged.Columns);
            foreach (var (name, value) in write.Columns)
                all[name] = value;
            columns = all;
        }

        // The key that is held already, so that a changed row keeps no second copy.
        var row = new Row(existing?.Key ?? write.Key, PackedColumns.Pack(columns), nextVersion());
        rows.Put(row);
        return row;
    }
}

/// <param name="index">Of the write that failed.</param>
internal sealed class FailedWrite(int index, StorageError error) : Exception(error.Message)
{
    public int Index => index;

    public StorageError Error => error;
}
