using System.Runtime.CompilerServices;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Backups;

/// <summary>However many rows there are, few are held at once.</summary>
public sealed class MemoryTests
{
    private const int Count = 30_000;
    private static readonly DateOnly Day = new(2026, 1, 8);

    [Fact]
    public async Task An_export_and_a_merge_hold_few_rows_however_many_there_are()
    {
        using var app = new TestApp();
        var rows = new CountedRows();
        var export = new NightlyExport(rows, app.Externals.Backups, app.Get<SecretSettings>(), app.Clock);

        await export.RunAsync(Day, TimeSpan.FromMinutes(8), default);

        Assert.InRange(rows.MostAlive, 1, 50);

        var catalog = app.Get<BackupCatalog>();
        var saved = await catalog.FindAsync(Day, allowIncomplete: false, default);
        var (living, pairs) = (new CountedRows(), 0);
        await foreach (var pair in RowMerge.MergeAsync(
            catalog.ReadAsync(saved, "Audit", RowRange.All, default), living.ReadAsync("Audit", RowRange.All, default),
            default))
        {
            pairs += pair is { Saved: not null, Living: not null } ? 1 : 0;
        }

        Assert.Equal(Count, pairs);
        Assert.InRange(living.MostAlive, 1, 50);
    }

    /// <summary>Makes rows as they are asked for, and counts how many of them are still held.</summary>
    private sealed class CountedRows : IRowStore
    {
        private readonly List<WeakReference> made = [];

        public int MostAlive { get; private set; }

        public async IAsyncEnumerable<TableRow> ReadAsync(
            string table, RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (var i = 0; table == "Audit" && i < Count; i++)
            {
                await Task.Yield();
                var row = Make(i);
                if (i % 10_000 == 9_999)
                {
                    GC.Collect();
                    MostAlive = Math.Max(MostAlive, made.Count(each => each.IsAlive));
                }

                yield return row;
            }
        }

        public Task<bool> TryWriteAsync(
            string table, IReadOnlyList<TableRow> rows, CancellationToken cancellationToken) => Task.FromResult(true);

        [MethodImpl(MethodImplOptions.NoInlining)]
        private TableRow Make(int number)
        {
            var row = new TableRow(
                new RowKey("2026-01", $"{number:D6}"), new Dictionary<string, object> { ["Who"] = "timer" });
            made.Add(new WeakReference(row));
            return row;
        }
    }
}
