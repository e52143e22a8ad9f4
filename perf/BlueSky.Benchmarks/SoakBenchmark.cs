using System.Globalization;
using BlueSky.Benchmarks.SortedStorage;
using BlueSky.Endurance;

namespace BlueSky.Benchmarks;

/// <summary>
/// An endurance run at a steady rate: does the worker's memory, its handles, the backlog or the time of a post grow
/// while it goes on? On the storage in memory, whose own time does not grow with the rows as Azurite's does.
/// </summary>
/// <param name="rate">Posts a second.</param>
/// <param name="kills">All in the first half.</param>
internal sealed class SoakBenchmark(
    TimeSpan lasts, double rate, int kills, TimeSpan sampleEvery, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>False when anything was lost or sent twice.</returns>
    public async Task<bool> RunAsync()
    {
        await using var storage = await StorageAccount.StartAsync(clock);
        var options = new EnduranceOptions(
            (int)(rate * lasts.TotalSeconds), Clients: 0, kills, Seed: 1, Data: null, Patience,
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = storage.Address.ConnectionString,
                ["Logging:LogLevel:BlueSky"] = "Warning",
            })
        {
            Soak = new SoakPlan(lasts, sampleEvery),
        };
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{rate} posts a second for {lasts.TotalMinutes} minutes, a fault for a third of the sends, {kills} kills"));
        var verdict = await new EnduranceRun(options, clock, output).RunAsync(CancellationToken.None);
        await output.WriteLineAsync(VerdictTable.Render(verdict));
        return verdict.IsGood;
    }
}
