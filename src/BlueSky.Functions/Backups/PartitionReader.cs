using System.Runtime.CompilerServices;

namespace BlueSky.Functions.Backups;

/// <summary>Reads sorted rows partition by partition, and holds one row.</summary>
internal sealed class PartitionReader(IAsyncEnumerator<TableRow> rows) : IAsyncDisposable
{
    private TableRow? next;
    private bool isBegun;

    /// <returns>The partition of the next row; null at the end.</returns>
    public async Task<string?> PeekAsync()
    {
        if (!isBegun)
        {
            isBegun = true;
            await MoveAsync();
        }

        return next?.Key.Partition;
    }

    /// <summary>The rows of a partition, if it is the next one; otherwise none.</summary>
    public async IAsyncEnumerable<TableRow> ReadAsync(
        string partition, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await PeekAsync() == partition)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return next!;
            await MoveAsync();
        }
    }

    public ValueTask DisposeAsync() => rows.DisposeAsync();

    private async Task MoveAsync() => next = await rows.MoveNextAsync() ? rows.Current : null;
}
