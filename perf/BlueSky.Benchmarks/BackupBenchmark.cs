using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Benchmarks;

/// <summary>
/// The nightly export and a restore of many submissions, on Azurite: export, one day lost and restored, all lost and
/// restored; each compared row by row with what there was.
/// </summary>
/// <param name="given">An empty storage account to use; null for LocalHost's Azurite.</param>
internal sealed class BackupBenchmark(int submissions, string? given, TimeProvider clock, TextWriter output)
{
    private const double BytesInMegabyte = 1024 * 1024;
    private static readonly string[] Tables = ["Submissions", "Mails", "Recipients", "Desk"];
    private static readonly TimeSpan NoLimit = TimeSpan.FromHours(5);

    /// <returns>False when anything differs.</returns>
    public async Task<bool> RunAsync()
    {
        using var data = new DataFolder();
        var (process, connectionString) = await StorageUnderTest.StartUnlessGivenAsync(given, data);
        await using (process)
            return await RunAsync(connectionString);
    }

    private async Task<bool> RunAsync(string connectionString)
    {
        var today = SubmissionKey.DayOf(clock.GetUtcNow());
        var stored = new StoredBackup(submissions, today);
        await output.WriteLineAsync($"{submissions} submissions of {StoredBackup.Days} days");
        await stored.WriteToAsync(connectionString);
        await using var app = ComposedApp.On(new StorageAddress(connectionString), connectionString);
        var before = await HashesAsync(app);
        GC.Collect();
        var memory = MegabytesNow();

        var progress = new ExportProgress(IsComplete: false, IsNew: false, Rows: 0);
        await MeasureAsync("export", async () => progress = await app.GetRequiredService<NightlyExport>().RunAsync(
            today, NoLimit, CancellationToken.None));
        await output.WriteLineAsync($"  {progress.Rows} rows, {await MegabytesOfBlobsAsync(connectionString):0.0} MB");

        var export = await app.GetRequiredService<BackupCatalog>().FindAsync(
            today, allowIncomplete: false, CancellationToken.None);
        var tables = new TableServiceClient(connectionString);
        var lost = today.AddDays(-7);
        await StoredBackup.DeleteDayAsync(tables, lost);
        var day = await RestoreAsync(app, export, new RestoreScope(Day: lost), "restore of one day");
        var isDayWhole = before.SequenceEqual(await HashesAsync(app));

        foreach (var table in Tables)
            await tables.DeleteTableAsync(table);
        var all = await RestoreAsync(app, export, new RestoreScope(), "restore of everything");
        var isWhole = before.SequenceEqual(await HashesAsync(app));
        var again = await RestoreAsync(app, export, new RestoreScope(), "restore once more");

        var most = Process.GetCurrentProcess().PeakWorkingSet64 / BytesInMegabyte;
        await output.WriteLineAsync(
            $"""
            rows of the day {day}, of everything {all}, once more {again}
            the day as it was: {isDayWhole}; everything as it was: {isWhole}
            memory of this process: {memory:0} MB before, at most {most:0} MB
            """);
        return isDayWhole && isWhole && again == 0;
    }

    private async Task<int> RestoreAsync(
        ServiceProvider app, ExportToRestore export, RestoreScope scope, string name)
    {
        RestoreReport? report = null;
        await MeasureAsync(name, async () => report = await app.GetRequiredService<Restore>().RunAsync(
            export, scope, writes: true, CancellationToken.None));
        return report!.Tables.Values.Sum(table => table.Restored);
    }

    private async Task MeasureAsync(string name, Func<Task> run)
    {
        var begin = clock.GetTimestamp();
        await run();
        await output.WriteLineAsync(
            $"{name,-22} {clock.GetElapsedTime(begin).TotalSeconds,7:0.0} s, {MegabytesNow():0} MB in use");
    }

    private static double MegabytesNow() => Environment.WorkingSet / BytesInMegabyte;

    private static async Task<double> MegabytesOfBlobsAsync(string connectionString)
    {
        var container = new BlobContainerClient(connectionString, "backups");
        return await container.GetBlobsAsync(new GetBlobsOptions())
            .Select(blob => blob.Properties.ContentLength ?? 0).SumAsync() / BytesInMegabyte;
    }

    /// <summary>A hash of each table's rows, without what each write changes.</summary>
    private static async Task<IReadOnlyList<string>> HashesAsync(ServiceProvider app)
    {
        var hashes = new List<string>();
        foreach (var table in Tables)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var count = 0;
            await foreach (var row in app.GetRequiredService<IRowStore>().ReadAsync(
                table, RowRange.All, CancellationToken.None))
            {
                var line = new System.Buffers.ArrayBufferWriter<byte>();
                RowText.Write(row with { Columns = Compared(row) }, line);
                hash.AppendData(line.WrittenSpan);
                hash.AppendData(Encoding.ASCII.GetBytes("\n"));
                count++;
            }

            hashes.Add($"{table} {count} {Convert.ToHexStringLower(hash.GetHashAndReset())}");
        }

        return hashes;
    }

    private static Dictionary<string, object> Compared(TableRow row) =>
        row.Columns.Where(column => column.Key != "Write").ToDictionary();
}
