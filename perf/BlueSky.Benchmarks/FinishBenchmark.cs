using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using BlueSky.BareWorker;

namespace BlueSky.Benchmarks;

/// <summary>
/// Whole submissions a second, from the first post until both emails of the last are accepted, against what the same
/// Azurite allows: bare calls a second, divided by the calls that a submission needs.
/// </summary>
/// <param name="calls">That a submission needs: to accept it, to finish it, to receive and delete its message.</param>
/// <param name="packages">Keeps the packages; null for a temporary folder.</param>
internal sealed class FinishBenchmark(
    int submissions, int rounds, double calls, string? packages, TimeProvider clock, TextWriter output)
{
    // As many as the host runs at once: a batch, and a new one while four are left.
    private const int AtOnce = 12;
    private const int Clients = 16;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["AzureWebJobs.sweep.Disabled"] = "true",
        ["AzureWebJobs.backup.Disabled"] = "true",
        ["Limits:AcknowledgementsPerHour"] = "0",
        ["Limits:StaffNoticesPerHour"] = "0",
        ["Logging:LogLevel:BlueSky"] = "Warning",
    };

    public async Task RunAsync()
    {
        using var folder = packages is null ? new DataFolder() : new DataFolder(packages);
        var app = await WorkerPackage.AppAsync(folder.Path, output);
        using var data = new DataFolder();
        var (process, storage) = await StorageUnderTest.StartAsync(data);
        await using (process)
        {
            var bare = new BareCalls(storage, clock);
            await bare.CreateAsync();
            await using var worker = await WorkerUnderTest.StartAsync(app, storage, Settings);
            var (limits, finished, sent) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round <= rounds; round++)
            {
                await output.WriteLineAsync($"Round {round} of {rounds}: {submissions} submissions");
                var limit = await BareCallsPerSecondAsync(bare) / calls;
                var started = clock.GetTimestamp();
                await Parallel.ForEachAsync(
                    Enumerable.Range(0, submissions), new ParallelOptions { MaxDegreeOfParallelism = Clients },
                    async (_, _) => await worker.PostAsync());
                sent += submissions * 2;
                await Eventually.BecomesAsync(
                    async () => await SentAsync(worker), number => number >= sent, "every email is sent", 600);
                var seconds = clock.GetElapsedTime(started).TotalSeconds;
                await CallCount.AreClosedAsync(storage);
                if (round == 0)
                    continue;
                limits.Add(limit);
                finished.Add(submissions / seconds);
            }

            var (most, whole) = (Percentile.Median(limits), Percentile.Median(finished));
            await output.WriteLineAsync();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"submissions a second: {whole:F1} finished, {most:F1} by bare calls ({calls} each)"));
            await output.WriteLineAsync(
                $"{new Bar("finished / the storage limit", whole / most, 0.8, IsLeast: true)}");
        }
    }

    // Two calls each: a transaction of four rows, and a message.
    private async Task<double> BareCallsPerSecondAsync(BareCalls bare)
    {
        var started = clock.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, submissions * 2), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (_, _) => await ConsultationPost.SendAsync(bare));
        return submissions * 4 / clock.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> SentAsync(WorkerUnderTest worker) =>
        (await worker.Http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json"))!.Length;
}
