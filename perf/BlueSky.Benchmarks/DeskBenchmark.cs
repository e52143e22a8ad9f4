using BlueSky.Functions.Submissions;

namespace BlueSky.Benchmarks;

/// <summary>The front desk's list and its searches with few requests stored and with many, in turns.</summary>
internal sealed class DeskBenchmark(int few, int many, TimeProvider clock, TextWriter output)
{
    private const int Times = 15;

    public async Task RunAsync()
    {
        await using var small = await PrepareAsync(few);
        await using var large = await PrepareAsync(many);
        foreach (var (name, run) in ((string, Func<DeskScene, Task>)[])
        [
            ("the list", scene => scene.ListAsync()),
            ("the newest 50 of 90 days", scene => scene.SearchAsync(words: null)),
            ("90 days for a name that is not there", scene => scene.SearchAsync("nobody")),
        ])
        {
            await output.WriteLineAsync();
            await output.WriteAsync(await CompareAsync(name, run, small, large));
        }

        await output.WriteLineAsync(
            "Azurite does not keep its keys sorted: its time grows with the rows. Azure reads the range.");
    }

    private async Task<string> CompareAsync(
        string name, Func<DeskScene, Task> run, DeskScene small, DeskScene large)
    {
        var (one, other) = (new Measured(), new Measured());
        for (var i = 0; i < Times; i++)
        {
            await one.AddAsync(small, run, clock);
            await other.AddAsync(large, run, clock);
        }

        return RatioTable.Render(
            ($"{name}:", $"{few}", $"{many}"),
            [
                ("table requests", one.Requests, other.Requests),
                ("rows received", one.Rows, other.Rows),
                ("bytes received", one.Bytes, other.Bytes),
                ($"milliseconds, median of {Times}", one.MedianMilliseconds, other.MedianMilliseconds),
            ]);
    }

    private async Task<DeskScene> PrepareAsync(int closed)
    {
        await output.WriteLineAsync($"{closed} closed requests of 90 days and 20 open ones, on Azurite");
        return await DeskScene.StartAsync(new StoredRequests(closed, SubmissionKey.DayOf(clock.GetUtcNow())), output);
    }

    /// <summary>What one of the pages cost, each time.</summary>
    private sealed class Measured
    {
        private readonly List<double> milliseconds = [];
        private StorageCounts counts;

        public double Requests => (double)counts.Requests / milliseconds.Count;

        public double Rows => (double)counts.Rows / milliseconds.Count;

        public double Bytes => (double)counts.Bytes / milliseconds.Count;

        public double MedianMilliseconds => milliseconds.Order().ElementAt(milliseconds.Count / 2);

        public async Task AddAsync(DeskScene scene, Func<DeskScene, Task> run, TimeProvider clock)
        {
            var (before, begin) = (scene.Counts, clock.GetTimestamp());
            await run(scene);
            milliseconds.Add(clock.GetElapsedTime(begin).TotalMilliseconds);
            counts += scene.Counts - before;
        }
    }
}
