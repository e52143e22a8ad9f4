namespace BlueSky.Functions.Backups;

/// <summary>
/// Writes rows that come in the order of their keys, up to 100 of a partition in one transaction; or only counts them.
/// </summary>
internal sealed class RestoreWriter(IRowStore rows, string table, RestoreCount count, bool writes)
{
    /// <summary>A transaction holds at most 4 MB; a character may take three bytes or six in its text.</summary>
    private const int MaxCharacters = 500_000;

    private readonly List<TableRow> pending = [];
    private int characters;

    public async Task AddAsync(TableRow row, CancellationToken cancellationToken)
    {
        if (!writes)
        {
            return;
        }

        var size = row.Columns.Values.OfType<string>().Sum(text => text.Length);
        if (pending.Count == IRowStore.MaxRowsTogether || characters + size > MaxCharacters
            || (pending.Count > 0 && pending[0].Key.Partition != row.Key.Partition))
        {
            await FlushAsync(cancellationToken);
        }

        pending.Add(row);
        characters += size;
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (pending.Count > 0 && !await rows.TryWriteAsync(table, pending, cancellationToken))
        {
            // At least one was written by somebody else meanwhile, so they are written one by one.
            foreach (var row in pending)
            {
                count.Conflicts += await rows.TryWriteAsync(table, [row], cancellationToken) ? 0 : 1;
            }
        }

        pending.Clear();
        characters = 0;
    }
}
