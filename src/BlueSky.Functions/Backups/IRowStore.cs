using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Backups;

/// <summary>
/// The rows of all tables, whatever is in them. All methods throw <see cref="StorageUnavailableException"/> on an
/// outage.
/// </summary>
internal interface IRowStore
{
    /// <summary>At most this many rows are written in one transaction.</summary>
    const int MaxRowsTogether = 100;

    /// <summary>The rows of a range in the order of their keys, page by page.</summary>
    IAsyncEnumerable<TableRow> ReadAsync(string table, RowRange range, CancellationToken cancellationToken);

    /// <summary>
    /// Writes rows of one partition in one transaction: adds those without a version, replaces the others if their
    /// versions are unchanged.
    /// </summary>
    /// <returns>False when a key exists, on a version conflict, or when a row does not exist.</returns>
    Task<bool> TryWriteAsync(string table, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken);
}
