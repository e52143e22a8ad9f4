using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Benchmarks;

/// <summary>
/// What accepting a consultation request costs: in time, against bare SDK calls on the same Azurite, and in storage
/// calls; and in calls, what follows from it, which is two mails.
/// </summary>
internal sealed class AcceptBenchmark(int posts, int clients, TimeProvider clock, TextWriter output)
{
    private const int Rounds = 5;
    private const int Counted = 20;

    public async Task RunAsync()
    {
        await OnNewStorageAsync(CompareTimesAsync);
        var accepting = 0.0;
        var all = 0.0;
        await OnNewStorageAsync(async storage => accepting = await CountCallsAsync(storage, processes: false));
        await OnNewStorageAsync(async storage => all = await CountCallsAsync(storage, processes: true));

        await output.WriteLineAsync();
        await output.WriteAsync(RatioTable.Render(
            ("storage calls", "budget", "used"),
            [("to accept a post", 2, accepting), ("to finish it, with two mails", 13, all - accepting)]));
    }

    private static async Task OnNewStorageAsync(Func<StorageAddress, Task> measureAsync)
    {
        using var data = new DataFolder();
        var (process, connectionString) = await StorageUnderTest.StartAsync(data);
        await using (process)
        {
            await measureAsync(new StorageAddress(connectionString));
        }
    }

    // Nothing is processed meanwhile: it would share Azurite's one thread with what is measured.
    private async Task CompareTimesAsync(StorageAddress storage)
    {
        var raw = new RawStorage(storage);
        await raw.CreateAsync();
        await using var app = await PostedApp.StartAsync(storage, processes: false);
        await SecondsAsync(raw.PostAsync, clients);
        await SecondsAsync(app.PostAsync, clients);

        var (alone, together) = (new Pair(), new Pair());
        for (var round = 1; round <= Rounds; round++)
        {
            await output.WriteLineAsync(
                $"Round {round} of {Rounds}: {posts} posts each, one by one and {clients} at once");
            alone.Add(await SecondsAsync(raw.PostAsync, 1), await SecondsAsync(app.PostAsync, 1));
            together.Add(await SecondsAsync(raw.PostAsync, clients), await SecondsAsync(app.PostAsync, clients));
        }

        await output.WriteLineAsync();
        await output.WriteAsync(RatioTable.Render(
            ("milliseconds for each post", "bare SDK", "the app"),
            [
                ("one client", alone.Raw * 1_000 / posts, alone.App * 1_000 / posts),
                ($"{clients} clients", together.Raw * 1_000 / posts, together.App * 1_000 / posts),
            ]));
    }

    private async Task<double> SecondsAsync(Func<Task> postAsync, int atOnce)
    {
        var started = clock.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, posts), new ParallelOptions { MaxDegreeOfParallelism = atOnce },
            async (_, _) => await postAsync());
        return clock.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<double> CountCallsAsync(StorageAddress storage, bool processes)
    {
        await using var tables = await CountingProxy.StartAsync(storage.Tables);
        // Messages that are sent; to receive and to delete them is the host's business.
        await using var queues = await CountingProxy.StartAsync(
            storage.Queues, request => HttpMethods.IsPost(request.Method));
        await using var app = await PostedApp.StartAsync(storage.Through(tables.Address, queues.Address), processes);
        // The first one creates tables and queue.
        await PostAsync();
        var before = tables.Counts + queues.Counts;
        for (var i = 0; i < Counted; i++)
            await PostAsync();
        return (tables.Counts + queues.Counts - before).Requests / (double)Counted;

        async Task PostAsync()
        {
            await app.PostAsync();
            if (processes)
                await ClosedAsync(storage);
        }
    }

    // Past the proxy. The end of the open marker is the last call that a submission costs.
    private static async Task ClosedAsync(StorageAddress storage) => await Eventually.BecomesAsync(
        async () =>
        {
            var markers = new TableClient(storage.ConnectionString, StoredDays.Table)
                .QueryAsync<TableEntity>("RowKey ge 'open.' and RowKey lt 'open/'");
            return await markers.AnyAsync();
        },
        isOpen => !isOpen, "every submission is closed", withinSeconds: 30);

    /// <summary>The medians of the rounds, in seconds.</summary>
    private sealed class Pair
    {
        private readonly List<(double Raw, double App)> rounds = [];

        public double Raw => rounds.Select(round => round.Raw).Order().ElementAt(rounds.Count / 2);

        public double App => rounds.Select(round => round.App).Order().ElementAt(rounds.Count / 2);

        public void Add(double raw, double app) => rounds.Add((raw, app));
    }
}
