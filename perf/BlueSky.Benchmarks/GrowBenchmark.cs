using System.Globalization;

namespace BlueSky.Benchmarks;

/// <summary>
/// What the app's pages and its daily work cost with few submissions stored and with many, on a table service that
/// keeps its keys sorted: all sizes in one process, in turns.
/// </summary>
internal sealed class GrowBenchmark(IReadOnlyList<int> sizes, TimeProvider clock, TextWriter output)
{
    private const double Grown = 1.05;

    // What reads everything takes a while.
    private static readonly (string Name, int Times, Func<GrowScene, Task> Run)[] Works =
    [
        ("the list", 15, scene => scene.ListAsync()),
        ("a search: the newest 50 of 90 days", 9, scene => scene.SearchAsync(words: null)),
        ("a search: a name that is not there", 9, scene => scene.SearchAsync("nobody")),
        ("one sweep", 15, scene => scene.SweepAsync()),
        ("the digest", 5, scene => scene.DigestAsync()),
        ("retention's daily run", 1, scene => scene.RetainAsync()),
        ("export of one person", 1, scene => scene.ExportAsync()),
    ];

    public async Task RunAsync()
    {
        var scenes = new List<GrowScene>();
        try
        {
            foreach (var size in sizes)
            {
                await output.WriteLineAsync($"Storing {size} submissions of a year, and 20 open ones");
                scenes.Add(await GrowScene.StartAsync(size, clock));
            }

            foreach (var (name, times, run) in Works)
                await MeasureAsync(scenes, name, times, run);
        }
        finally
        {
            foreach (var scene in scenes)
                await scene.DisposeAsync();
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"\nmemory of this process: {Environment.WorkingSet / 1048576.0:0} MB"));
    }

    private async Task MeasureAsync(
        IReadOnlyList<GrowScene> scenes, string name, int times, Func<GrowScene, Task> run)
    {
        var measured = scenes.Select(scene => new Measured(scene)).ToList();
        for (var i = 0; i < times; i++)
        {
            foreach (var one in measured)
                await one.RunAsync(run, clock);
        }

        await output.WriteLineAsync();
        await WriteAsync(
            $"{name}:", [.. sizes.Select(size => $"{size}"), .. sizes.Skip(1).Select(size => $"/ {sizes[0]}")]);
        await LineAsync("table requests", one => one.Counts.Requests);
        await LineAsync("rows returned", one => one.Counts.Rows);
        await LineAsync("rows examined", one => one.Counts.Examined);
        await LineAsync("bytes received", one => one.Counts.Bytes);
        await LineAsync("queue requests", one => one.QueueRequests);
        await LineAsync($"milliseconds, median of {times}", one => one.MedianMilliseconds * times);
        foreach (var query in measured[^1].Grown(measured[0], Grown))
            await output.WriteLineAsync($"  grew: {query}");

        Task LineAsync(string what, Func<Measured, double> of)
        {
            var numbers = measured.Select(one => of(one) / times).ToList();
            return WriteAsync(
                what,
                [
                    .. numbers.Select(number => number.ToString(
                        number == Math.Floor(number) ? "F0" : "F1", CultureInfo.InvariantCulture)),
                    .. numbers.Skip(1).Select(number => numbers[0] == number
                        ? "1.00"
                        : (number / numbers[0]).ToString("F2", CultureInfo.InvariantCulture)),
                ]);
        }
    }

    private async Task WriteAsync(string name, IReadOnlyList<string> cells) => await output.WriteLineAsync(
        $"{name,-36}{string.Concat(cells.Select((cell, i) => i < sizes.Count ? $"{cell,12}" : $"{cell,10}"))}");

    /// <summary>What one kind of work cost on one storage.</summary>
    private sealed class Measured(GrowScene scene)
    {
        private readonly List<double> milliseconds = [];
        private readonly Dictionary<string, StorageCounts> queries = new(StringComparer.Ordinal);

        public StorageCounts Counts { get; private set; }

        public long QueueRequests { get; private set; }

        public double MedianMilliseconds => milliseconds.Order().ElementAt(milliseconds.Count / 2);

        public async Task RunAsync(Func<GrowScene, Task> run, TimeProvider clock)
        {
            var (before, queueBefore, queriesBefore) = (scene.Tables, scene.QueueRequests, scene.Queries);
            var begin = clock.GetTimestamp();
            await run(scene);
            milliseconds.Add(clock.GetElapsedTime(begin).TotalMilliseconds);
            Counts += scene.Tables - before;
            QueueRequests += scene.QueueRequests - queueBefore;
            foreach (var (query, counts) in scene.Queries)
            {
                queries[query] = queries.GetValueOrDefault(query) + counts
                    - queriesBefore.GetValueOrDefault(query);
            }
        }

        /// <summary>The queries that cost more here than with fewer rows.</summary>
        public IEnumerable<string> Grown(Measured fewer, double ratio) => queries
            .Select(query => (query.Key, Many: query.Value, Few: fewer.queries.GetValueOrDefault(query.Key)))
            .Where(query => query.Many.Requests > query.Few.Requests * ratio
                || query.Many.Rows > query.Few.Rows * ratio || query.Many.Examined > query.Few.Examined * ratio)
            .OrderByDescending(query => query.Many.Examined)
            .Select(query => string.Create(CultureInfo.InvariantCulture,
                $"{query.Key} ({Each(query.Many.Requests):0.#} requests, {Each(query.Many.Rows):0.#} rows, "
                + $"{Each(query.Many.Examined):0.#} examined)"));

        private double Each(long all) => (double)all / milliseconds.Count;
    }
}
