namespace BlueSky.Benchmarks;

/// <summary>Something that is posted to, in rounds of a number of posts from a number of clients at once.</summary>
/// <param name="worker">Whose process is measured; null when there is none.</param>
internal sealed class LoadedRounds(string name, Func<Task> postAsync, WorkerUnderTest? worker, TimeProvider clock)
{
    private readonly Dictionary<int, List<Round>> rounds = [];
    private readonly Dictionary<int, double> allocated = [];

    public string Name => name;

    /// <param name="isCounted">False for a round that only warms up.</param>
    public async Task RunAsync(int posts, int clients, bool isCounted)
    {
        var latencies = new double[posts];
        var used = worker?.ProcessorSeconds ?? 0;
        var started = clock.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, posts), new ParallelOptions { MaxDegreeOfParallelism = clients },
            async (number, _) =>
            {
                var began = clock.GetTimestamp();
                await postAsync();
                latencies[number] = clock.GetElapsedTime(began).TotalMilliseconds;
            });
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        if (!isCounted)
            return;
        if (!rounds.TryGetValue(clients, out var all))
            rounds[clients] = all = [];
        all.Add(new Round(
            Percentile.Median(latencies), Percentile.Of(latencies, 0.99), posts / seconds,
            ((worker?.ProcessorSeconds ?? 0) - used) * 1_000 / posts));
    }

    /// <summary>A round of its own, whose times do not count: each of the runtime's events costs time.</summary>
    public async Task CountAllocationsAsync(int posts, int clients)
    {
        if (worker is null)
            return;
        allocated[clients] = await Allocations.CountBytesAsync(
            worker.ProcessId, () => RunAsync(posts, clients, isCounted: false)) / 1e3 / posts;
    }

    /// <summary>The medians of the rounds.</summary>
    public Round With(int clients) => new(
        Median(clients, round => round.Median), Median(clients, round => round.P99),
        Median(clients, round => round.PostsPerSecond), Median(clients, round => round.ProcessorMilliseconds))
    {
        Kilobytes = allocated.TryGetValue(clients, out var kilobytes) ? kilobytes : null,
    };

    private double Median(int clients, Func<Round, double> of) => Percentile.Median(rounds[clients].Select(of));

    /// <param name="Median">Milliseconds of a post.</param>
    /// <param name="P99">Milliseconds that 99 of 100 posts do not exceed.</param>
    /// <param name="ProcessorMilliseconds">For each post.</param>
    internal sealed record Round(double Median, double P99, double PostsPerSecond, double ProcessorMilliseconds)
    {
        /// <summary>Allocated for each post; null when it was not counted.</summary>
        public double? Kilobytes { get; init; }
    }
}
