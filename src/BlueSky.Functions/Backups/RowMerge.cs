using System.Runtime.CompilerServices;

namespace BlueSky.Functions.Backups;

/// <param name="Saved">The row in the backup; null when it is only in the table.</param>
/// <param name="Living">The row in the table; null when it is only in the backup.</param>
internal sealed record RowPair(TableRow? Saved, TableRow? Living)
{
    public RowKey Key => (Saved ?? Living)!.Key;
}

/// <summary>Walks along two sorted readings at once, and holds one row of each.</summary>
internal static class RowMerge
{
    /// <exception cref="InvalidDataException">A reading is not sorted.</exception>
    public static async IAsyncEnumerable<RowPair> MergeAsync(
        IAsyncEnumerable<TableRow> saved, IAsyncEnumerable<TableRow> living,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var left = new Reading(saved.GetAsyncEnumerator(cancellationToken));
        await using var right = new Reading(living.GetAsyncEnumerator(cancellationToken));
        await left.MoveAsync();
        await right.MoveAsync();
        while (left.Row is not null || right.Row is not null)
        {
            var order = left.Row is null ? 1 : right.Row is null ? -1 : left.Row.Key.CompareTo(right.Row.Key);
            yield return new RowPair(order <= 0 ? left.Row : null, order >= 0 ? right.Row : null);
            if (order <= 0)
            {
                await left.MoveAsync();
            }

            if (order >= 0)
            {
                await right.MoveAsync();
            }
        }
    }

    private sealed class Reading(IAsyncEnumerator<TableRow> rows) : IAsyncDisposable
    {
        public TableRow? Row { get; private set; }

        public async Task MoveAsync()
        {
            var before = Row;
            Row = await rows.MoveNextAsync() ? rows.Current : null;
            if (before is not null && Row is not null && before.Key.CompareTo(Row.Key) >= 0)
            {
                throw new InvalidDataException("The rows are not in the order of their keys.");
            }
        }

        public ValueTask DisposeAsync() => rows.DisposeAsync();
    }
}
