using System.Globalization;

namespace BlueSky.Benchmarks;

/// <summary>
/// Resident memory of the worker's process: after its first post, the app against the bare worker; and after many
/// posts, the app against itself. The same for variants of the app.
/// </summary>
/// <param name="given">A connection string; null for LocalHost's Azurite, which keeps all rows in memory.</param>
/// <param name="packages">Keeps the packages; null for a temporary folder.</param>
internal sealed class MemoryBenchmark(
    int posts, int early, int clients, IReadOnlyList<Variant> variants, string? given, string? packages,
    TimeProvider clock, TextWriter output)
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    public async Task RunAsync()
    {
        using var data = new DataFolder();
        var (process, connectionString) = await StorageUnderTest.StartUnlessGivenAsync(given, data);
        await using (process)
            await MeasureAsync(connectionString);
    }

    private async Task MeasureAsync(string connectionString)
    {
        using var folder = packages is null ? new DataFolder() : new DataFolder(packages);
        var app = await WorkerPackage.AppAsync(folder.Path, output);
        var bare = await WorkerPackage.BareAsync(folder.Path, output);
        await new BareWorker.BareCalls(connectionString, clock).CreateAsync();

        double fresh;
        await using (var worker = await WorkerUnderTest.StartAsync(bare, connectionString))
        {
            await worker.PostAsync();
            fresh = worker.ResidentMegabytes;
        }

        await output.WriteLineAsync(
            $"{"megabytes",-24} {"1 post",10} {$"{early} posts",14} {$"{posts} posts",14}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{bare.Name,-24} {fresh,10:F1}"));
        var bars = new List<Bar>();
        foreach (var variant in variants.Prepend(new Variant(app.Name, [], NoVariables)))
        {
            var package = await variant.PackageAsync(folder.Path, app, output);
            await using var worker = await WorkerUnderTest.StartAsync(
                package, connectionString, StorageUnderTest.AtRest, variant.Environment);
            await worker.PostAsync();
            var one = worker.ResidentMegabytes;
            await PostAsync(worker, early - 1);
            var some = worker.ResidentMegabytes;
            await PostAsync(worker, posts - early);
            var all = worker.ResidentMegabytes;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{variant.Name,-24} {one,10:F1} {some,14:F1} {all,14:F1}"));
            bars.Add(new Bar($"{variant.Name}: fresh / the bare worker", one / fresh, 1.25));
            bars.Add(new Bar($"{variant.Name}: after {posts} / after {early}", all / some, 1.2));
        }

        await output.WriteLineAsync();
        foreach (var bar in bars)
            await output.WriteLineAsync($"{bar}");
    }

    private Task PostAsync(WorkerUnderTest worker, int some) => Parallel.ForEachAsync(
        Enumerable.Range(0, some), new ParallelOptions { MaxDegreeOfParallelism = clients },
        async (_, _) => await worker.PostAsync());
}
