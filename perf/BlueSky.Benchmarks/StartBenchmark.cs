using System.Globalization;

namespace BlueSky.Benchmarks;

/// <summary>
/// How long it takes from the start of a worker's process until the first post is stored: the app against the bare
/// worker, both as deployed, and variants of the app, in turns, each on LocalHost.
/// </summary>
/// <param name="packages">Keeps the packages; null for a temporary folder.</param>
internal sealed class StartBenchmark(
    int rounds, IReadOnlyList<Variant> variants, string? packages, TimeProvider clock, TextWriter output)
{
    private static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();

    public async Task RunAsync()
    {
        using var folder = packages is null ? new DataFolder() : new DataFolder(packages);
        var bare = new Started("bare worker", await WorkerPackage.BareAsync(folder.Path, output), NoVariables);
        var app = new Started("app", await WorkerPackage.AppAsync(folder.Path, output), NoVariables);
        List<Started> all = [bare, app];
        foreach (var variant in variants)
        {
            all.Add(new Started(
                variant.Name, await variant.PackageAsync(folder.Path, app.Package, output), variant.Environment));
        }

        using var data = new DataFolder();
        var (process, storage) = await StorageUnderTest.StartAsync(data);
        await using (process)
        {
            await new BareWorker.BareCalls(storage, clock).CreateAsync();
            // Round 0 makes the tables, and fills the disk's cache.
            for (var round = 0; round <= rounds; round++)
            {
                await output.WriteLineAsync($"Round {round} of {rounds}");
                foreach (var one in all)
                    one.Add(await StartAsync(one, storage), isCounted: round > 0);
            }
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(
            $"{"milliseconds, medians",-24} {"attached",10} {"first post",10} {"both",10} {"ratio",7}");
        foreach (var one in all)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Name,-24} {one.Attached,10:F0} {one.FirstPost,10:F0} {one.Both,10:F0} "
                + $"{one.Both / bare.Both,7:F2}"));
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync($"{new Bar("start: the app / the bare worker", app.Both / bare.Both, 1.3)}");
    }

    private async Task<(double Attached, double FirstPost)> StartAsync(Started one, string storage)
    {
        await using var worker = await WorkerUnderTest.StartAsync(
            one.Package, storage, StorageUnderTest.AtRest, one.Environment);
        var started = clock.GetTimestamp();
        await worker.PostAsync();
        return (worker.AttachedAfter, clock.GetElapsedTime(started).TotalMilliseconds);
    }

    private sealed record Started(
        string Name, WorkerPackage Package, IReadOnlyDictionary<string, string> Environment)
    {
        private readonly List<(double Attached, double FirstPost)> rounds = [];

        public double Attached => Percentile.Median(rounds.Select(round => round.Attached));

        public double FirstPost => Percentile.Median(rounds.Select(round => round.FirstPost));

        public double Both => Percentile.Median(rounds.Select(round => round.Attached + round.FirstPost));

        public void Add((double Attached, double FirstPost) round, bool isCounted)
        {
            if (isCounted)
                rounds.Add(round);
        }
    }
}
