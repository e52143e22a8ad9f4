using BlueSky.Functions.Backups;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Tests.Backups;

public sealed class NightlyExportTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-08T00:23:00Z");
    private static readonly DateOnly Day = new(2026, 1, 8);
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(8);

    private readonly Externals externals = new(Now);

    [Fact]
    public async Task All_that_may_come_back_is_in_it_and_nothing_else()
    {
        externals.Rows.Put(
            "Submissions", Row("2026-01-07", "BSK-1"), Row("2026-01-07", "claim.00"),
            Row("2026-01-07", "event.BSK-1.2"), Row("2026-01-07", "open.BSK-1"), Row("2026-01-08", "BSK-2"));
        externals.Rows.Put("Mails", Row("2026-01-07", "BSK-1.staff-notice"));
        externals.Rows.Put("Recipients", Row("00", "00ff"));
        externals.Rows.Put("Desk", Row("blocked", "00"), Row("requests", "id.BSK-1.2026-01-07"));
        externals.Rows.Put("Sessions", Row("code", "1"), Row("platform", "account-1"), Row("session", "1"));
        externals.Rows.Put("Audit", Row("2026-01", "1"));
        externals.Rows.Put("News", Row("news", "N1"), Row("N1", "part.00"));
        externals.Rows.Put("Subscribers", Row("subscribers", "counts"));
        externals.Rows.Put("Imports", Row("I1", "import"));
        externals.Rows.Put("Limits", Row("notices.requests", "hour"));

        var progress = await RunAsync();

        Assert.Equal(new ExportProgress(IsComplete: true, IsNew: true, Rows: 10), progress);
        Assert.Equal(
            [
                "Audit: 1", "Desk: 00, id.BSK-1.2026-01-07", "Mails: BSK-1.staff-notice", "News: N1",
                "Recipients: 00ff", "Sessions: account-1", "Submissions: BSK-1, event.BSK-1.2, BSK-2",
            ],
            await ExportedAsync());
        var manifest = (await externals.Backups.FindManifestAsync(Day, default))!;
        Assert.Equal((Now, Now), (manifest.BegunAt, manifest.CompletedAt));
        Assert.Equal(new TableCount(Rows: 3, Parts: 1), manifest.Tables["Submissions"]);
        Assert.Equal(7, manifest.Tables.Count);
    }

    [Fact]
    public async Task An_empty_account_has_an_export_too()
    {
        await RunAsync();

        Assert.Equal(7, externals.Backups.Parts.Count);
        Assert.All(externals.Backups.Parts, part => Assert.Equal((0, true), (part.Content.Rows, part.Content.IsLast)));
        Assert.Equal(new ExportProgress(IsComplete: true, IsNew: false, Rows: 0), await RunAsync());
    }

    [Fact]
    public async Task A_part_has_twenty_thousand_rows_and_the_last_one_the_rest()
    {
        externals.Rows.Put("Audit", Enumerable.Range(0, 40_000).Select(i => Row("2026-01", $"{i:D6}")));

        await RunAsync();

        Assert.Equal(
            [(20_000, "019999", false), (20_000, "039999", true)],
            externals.Backups.Parts.Where(part => part.Name.Table == "Audit")
                .Select(part => (part.Content.Rows, part.Content.Last!.Value.Row, part.Content.IsLast)));
    }

    [Fact]
    public async Task When_its_time_is_over_a_run_ends_and_the_next_one_goes_on()
    {
        externals.Rows.Put("Submissions", Enumerable.Range(0, 2_500).Select(i => Row("2026-01-07", $"BSK-{i:D4}")));
        externals.Rows.Put("Audit", Row("2026-01", "1"));
        var runs = new List<int>();

        for (var progress = new ExportProgress(IsComplete: false, IsNew: false, Rows: 0); !progress.IsComplete;)
        {
            // Each look at the clock takes a minute.
            externals.Clock.AutoAdvanceAmount = TimeSpan.FromMinutes(1);
            progress = await RunAsync(TimeSpan.FromMinutes(3));
            runs.Add(progress.Rows);
            externals.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        }

        Assert.True(runs.Count > 1, $"{runs.Count} runs");
        Assert.Equal(2_501, runs.Sum());
        await IsWholeAsync(2_500);
    }

    [Fact]
    public async Task Wherever_a_process_ends_the_next_run_completes_it_without_a_gap_or_a_double_row()
    {
        var crashed = 0;
        for (var step = 0; ; step++)
        {
            var fresh = new Externals(Now);
            fresh.Rows.Put("Submissions", Enumerable.Range(0, 30).Select(i => Row("2026-01-07", $"BSK-{i:D4}")));
            var plan = new CrashPlan(step);
            using (var first = new TestApp(externals: fresh, crash: plan))
            {
                await Record.ExceptionAsync(
                    () => first.Get<NightlyExport>().RunAsync(Day, Minutes, CancellationToken.None));
            }

            using var second = new TestApp(externals: fresh);
            Assert.True((await second.Get<NightlyExport>().RunAsync(Day, Minutes, default)).IsComplete);
            Assert.Equal(
                Enumerable.Range(0, 30).Select(i => $"BSK-{i:D4}"),
                await RowsOf(fresh, "Submissions").Select(row => row.Key.Row).ToListAsync());
            if (!plan.Happened)
            {
                break;
            }

            crashed++;
        }

        Assert.True(crashed > 20, $"it was ended at {crashed} steps only");
    }

    // The run before wrote the part, and its answer was lost; or two runs overlap.
    [Fact]
    public async Task A_part_that_another_run_wrote_is_left_and_the_next_one_begins_behind_it()
    {
        externals.Rows.Put("Submissions", Row("2026-01-07", "BSK-1"), Row("2026-01-07", "BSK-2"));
        using var app = new TestApp(externals: externals);
        using var other = new TestApp(externals: externals);
        var export = new NightlyExport(
            new Interrupted(externals.Rows, () => other.Get<NightlyExport>().RunAsync(Day, Minutes, default)),
            externals.Backups, app.Get<BlueSky.Functions.Settings.SecretSettings>(), externals.Clock);

        var progress = await export.RunAsync(Day, Minutes, default);

        Assert.True(progress.IsComplete);
        await IsWholeAsync(count: 2, first: 1);
    }

    private async Task IsWholeAsync(int count, int first = 0) => Assert.Equal(
        Enumerable.Range(first, count).Select(i => count == 2 ? $"BSK-{i}" : $"BSK-{i:D4}"),
        await RowsOf(externals, "Submissions").Select(row => row.Key.Row).ToListAsync());

    private async Task<ExportProgress> RunAsync(TimeSpan? atMost = null)
    {
        using var app = new TestApp(externals: externals);
        return await app.Get<NightlyExport>().RunAsync(Day, atMost ?? Minutes, default);
    }

    private async Task<List<string>> ExportedAsync()
    {
        var exported = new List<string>();
        foreach (var table in externals.Backups.Parts.Select(part => part.Name.Table).Distinct().Order())
        {
            var rows = await RowsOf(externals, table).Select(row => row.Key.Row).ToListAsync();
            exported.Add($"{table}: {string.Join(", ", rows)}");
        }

        return exported;
    }

    private static IAsyncEnumerable<TableRow> RowsOf(Externals of, string table) =>
        of.Backups.Parts.Where(part => part.Name.Table == table).OrderBy(part => part.Name.Number)
            .ToAsyncEnumerable().SelectMany(part => of.Backups.ReadAsync(part.Name, default));

    private static TableRow Row(string partition, string row) =>
        new(new RowKey(partition, row), new Dictionary<string, object> { ["Form"] = "consultation" });

    /// <summary>Something happens while the first row is read.</summary>
    private sealed class Interrupted(IRowStore rows, Func<Task> happens) : IRowStore
    {
        private bool happened;

        public async IAsyncEnumerable<TableRow> ReadAsync(
            string table, RowRange range,
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            if (!happened)
            {
                happened = true;
                await happens();
            }

            await foreach (var row in rows.ReadAsync(table, range, cancellationToken))
            {
                yield return row;
            }
        }

        public Task<bool> TryWriteAsync(
            string table, IReadOnlyList<TableRow> written, CancellationToken cancellationToken) =>
            throw new StorageUnavailableException("not in this test");
    }
}
