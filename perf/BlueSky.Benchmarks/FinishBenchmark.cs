using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlueSky.Benchmarks;

/// <summary>
/// Whole submissions a second, from the first post until both emails of the last are accepted, against what the same
/// Azurite allows: how many submissions a second make their storage calls alone.
/// </summary>
/// <param name="packages">Keeps the packages; null for a temporary folder.</param>
internal sealed class FinishBenchmark(
    int submissions, int rounds, string? packages, TimeProvider clock, TextWriter output)
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
            var bare = new BareSubmission(storage, clock);
            await bare.CreateAsync();
            await using var worker = await WorkerUnderTest.StartAsync(app, storage, Settings);
            var (limits, finished, sent) = (new List<double>(), new List<double>(), 0);
            for (var round = 0; round <= rounds; round++)
            {
                await output.WriteLineAsync($"Round {round} of {rounds}: {submissions} submissions");
                var limit = await BarePerSecondAsync(bare);
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
                $"submissions a second: {whole:F1} finished, {most:F1} by bare calls ({BareSubmission.Calls} each)"));
            await output.WriteLineAsync(
                $"{new Bar("finished / the storage limit", whole / most, 0.8, IsLeast: true)}");
        }
    }

    private async Task<double> BarePerSecondAsync(BareSubmission bare)
    {
        var started = clock.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, submissions), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (_, _) => await bare.RunAsync());
        return submissions / clock.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> SentAsync(WorkerUnderTest worker) =>
        (await worker.Http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json"))!.Length;
}
