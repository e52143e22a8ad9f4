using BlueSky.Functions.Backups;

namespace BlueSky.Functions.Tests.Fakes;

/// <summary>All tables in memory, row by row. Not connected to the fakes of the stores.</summary>
internal sealed class FakeRowStore : FakeStorage, IRowStore
{
    private readonly Dictionary<string, SortedDictionary<RowKey, TableRow>> tables = [];

    public IReadOnlyList<TableRow> RowsOf(string table) => Locked(() => TableOf(table).Values.ToList());

    /// <summary>Adds or replaces rows behind the app's back.</summary>
    public void Put(string table, params IEnumerable<TableRow> rows) => Locked(() =>
    {
        foreach (var row in rows)
        {
            TableOf(table)[row.Key] = row with { Version = NextVersion() };
        }

        return true;
    });

    public IAsyncEnumerable<TableRow> ReadAsync(
        string table, RowRange range, CancellationToken cancellationToken) =>
        QueryAsync(() => TableOf(table).Values.Where(row => range.Includes(row.Key)), cancellationToken);

    public Task<bool> TryWriteAsync(
        string table, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken) => CallAsync(
            () =>
            {
                Assert.InRange(rows.Count, 1, IRowStore.MaxRowsTogether);
                Assert.Single(rows.Select(row => row.Key.Partition).Distinct());
                if (rows.Any(row => TableOf(table).GetValueOrDefault(row.Key)?.Version != row.Version))
                {
                    return false;
                }

                foreach (var row in rows)
                {
                    TableOf(table)[row.Key] = row with { Version = NextVersion() };
                }

                return true;
            },
            cancellationToken);

    private SortedDictionary<RowKey, TableRow> TableOf(string table) =>
        tables.TryGetValue(table, out var rows) ? rows : tables[table] = [];
}
