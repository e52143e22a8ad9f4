using System.Globalization;
using Azure.Data.Tables;
using BlueSky.BareWorker;

namespace BlueSky.Benchmarks;

/// <summary>
/// What accepting a consultation request costs: the app against bare SDK calls in sequence, against a worker that does
/// nothing but these calls, and against a tutorial's function, all on the same Azurite, in turns; and in storage calls.
/// </summary>
/// <param name="only">Some of sdk, bare, app, tutorial, hanging and calls; null for all.</param>
/// <param name="given">A connection string of the storage to use; null for LocalHost's Azurite.</param>
/// <param name="packages">Keeps the packages; null for a temporary folder.</param>
internal sealed class AcceptBenchmark(
    int posts, int rounds, IReadOnlyList<int> clients, IReadOnlyList<string>? only, string? given,
    string? packages, TimeProvider clock, TextWriter output)
{
    private const int Counted = 100;

    public async Task RunAsync()
    {
        using var folder = packages is null ? new DataFolder() : new DataFolder(packages);
        var app = await WorkerPackage.AppAsync(folder.Path, output);
        await CompareAsync(folder.Path, app);
        if (Has("hanging"))
        {
            var (well, hanging) = await new HangingSendGrid(app, posts, rounds, clock, output).MeasureAsync();
            await output.WriteLineAsync();
            await WriteAsync(well, HangingSendGrid.Clients);
            await WriteAsync(hanging, HangingSendGrid.Clients);
            await output.WriteLineAsync($"{new Bar(
                "p50 while SendGrid hangs / is well", Ratio(hanging, well, HangingSendGrid.Clients), 1.05)}");
        }

        if (Has("calls"))
        {
            var count = new CallCount(app, Counted, output);
            var accepting = await count.CountAsync(processes: false);
            var all = await count.CountAsync(processes: true);
            await output.WriteLineAsync();
            await output.WriteAsync(RatioTable.Render(
                ("storage calls", "budget", "used"),
                [("to accept a post", 2, accepting), ("to finish it, with two emails", 8, all - accepting)]));
        }
    }

    // Nothing is processed meanwhile: it would share Azurite's one thread with what is measured.
    private async Task CompareAsync(string folder, WorkerPackage appPackage)
    {
        using var data = new DataFolder();
        var (process, storage) = await StorageUnderTest.StartUnlessGivenAsync(given, data);
        await using (process)
        {
            var calls = new BareCalls(storage, clock);
            await calls.CreateAsync();
            await new TableClient(storage, "Tutorial").CreateIfNotExistsAsync();
            await using var app = await WorkerUnderTest.StartAsync(appPackage, storage, StorageUnderTest.AtRest);
            await using var bare = await WorkerUnderTest.StartAsync(
                await WorkerPackage.BareAsync(folder, output), storage);
            await using var tutorial = await WorkerUnderTest.StartAsync(
                await WorkerPackage.TutorialAsync(folder, output), storage);
            var all = new List<LoadedRounds>
            {
                new("bare SDK", () => ConsultationPost.SendAsync(calls), null, clock),
                new("bare worker", bare.PostAsync, bare, clock),
                new("app", app.PostAsync, app, clock),
                new("tutorial", tutorial.PostAsync, tutorial, clock),
            };
            all.RemoveAll(one => !Has(one.Name.Replace("bare SDK", "sdk").Replace("bare worker", "bare")));
            await MeasureAsync(all, tutorial);
            await output.WriteLineAsync();
            await output.WriteLineAsync(
                $"{"medians of the rounds",-32} {"p50 ms",8} {"p99 ms",8} {"posts/s",8} {"CPU ms",8} {"KB",8}");
            foreach (var number in clients)
            {
                foreach (var one in all)
                    await WriteAsync(one, number);
            }

            await WriteBarsAsync(
                all.Find(one => one.Name == "app"), all.Find(one => one.Name == "bare worker"));
        }
    }

    private async Task MeasureAsync(List<LoadedRounds> all, WorkerUnderTest tutorial)
    {
        // Round 0 opens connections and lets the runtime compile what is used often. The round after the last one
        // counts allocations.
        for (var round = 0; round <= rounds + 1; round++)
        {
            var isTimed = round <= rounds;
            await output.WriteLineAsync(
                $"{(isTimed ? $"Round {round} of {rounds}" : "Allocations")}: {posts} posts each");
            foreach (var number in clients)
            {
                foreach (var one in all)
                {
                    // Two emails each, 150 ms apart, make a single client's round long.
                    var some = one.Name == "tutorial" && number == 1 ? Math.Max(posts / 10, 1) : posts;
                    if (one.Name == "tutorial")
                        await tutorial.DelaySendGridAsync(TimeSpan.FromMilliseconds(150), some * 2);
                    await (isTimed
                        ? one.RunAsync(some, number, isCounted: round > 0)
                        : one.CountAllocationsAsync(some, number));
                }
            }
        }
    }

    private async Task WriteBarsAsync(LoadedRounds? app, LoadedRounds? bare)
    {
        if (app is null || bare is null)
            return;
        await output.WriteLineAsync();
        await output.WriteLineAsync("the app / the bare worker");
        var list = new List<Bar>();
        if (clients.Contains(1))
            list.Add(new Bar($"{At(1)}: p50", Ratio(app, bare, 1), 0.85));
        foreach (var number in clients)
        {
            var (one, other) = (app.With(number), bare.With(number));
            list.AddRange(
            [
                new($"{At(number)}: posts/s", one.PostsPerSecond / other.PostsPerSecond, 0.95, IsLeast: true),
                new($"{At(number)}: CPU", one.ProcessorMilliseconds / other.ProcessorMilliseconds, 1.5),
                new($"{At(number)}: p99 / p50 of the app", one.P99 / one.Median, 3),
            ]);
        }

        foreach (var bar in list)
            await output.WriteLineAsync($"{bar}");
    }

    private Task WriteAsync(LoadedRounds one, int number)
    {
        var round = one.With(number);
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{$"{At(number)}, {one.Name}",-32} {round.Median,8:F1} {round.P99,8:F1} {round.PostsPerSecond,8:F0} "
            + $"{round.ProcessorMilliseconds,8:F2} {round.Kilobytes,8:F0}").TrimEnd());
    }

    private static string At(int number) => number == 1 ? "1 client" : $"{number} clients";

    private static double Ratio(LoadedRounds one, LoadedRounds other, int number) =>
        one.With(number).Median / other.With(number).Median;

    private bool Has(string name) => only is null || only.Contains(name);
}
