namespace BlueSky.Benchmarks;

/// <summary>Accepting while the app also sends the emails: with SendGrid well, and while it never answers.</summary>
internal sealed class HangingSendGrid(
    WorkerPackage app, int posts, int rounds, TimeProvider clock, TextWriter output)
{
    public const int Clients = 1;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["AzureWebJobs.sweep.Disabled"] = "true",
        ["AzureWebJobs.backup.Disabled"] = "true",
        ["Logging:LogLevel:BlueSky"] = "Critical",
    };

    // Each on an Azurite of its own: on the same one, each would process the other's submissions.
    public async Task<(LoadedRounds Well, LoadedRounds Hanging)> MeasureAsync()
    {
        using var wellData = new DataFolder();
        using var hangingData = new DataFolder();
        var (wellProcess, wellStorage) = await StorageUnderTest.StartAsync(wellData);
        await using var first = wellProcess;
        var (hangingProcess, hangingStorage) = await StorageUnderTest.StartAsync(hangingData);
        await using var second = hangingProcess;
        await using var wellWorker = await WorkerUnderTest.StartAsync(app, wellStorage, Settings);
        await using var hangingWorker = await WorkerUnderTest.StartAsync(app, hangingStorage, Settings);
        await hangingWorker.DelaySendGridAsync(TimeSpan.FromMinutes(10), posts * (rounds + 1) * 4);

        var well = new LoadedRounds("SendGrid well", wellWorker.PostAsync, wellWorker, clock);
        var hanging = new LoadedRounds("SendGrid hanging", hangingWorker.PostAsync, hangingWorker, clock);
        for (var round = 0; round <= rounds; round++)
        {
            await output.WriteLineAsync($"Round {round} of {rounds}: {posts} posts each, with emails");
            await well.RunAsync(posts, Clients, isCounted: round > 0);
            await CallCount.AreClosedAsync(wellStorage, withinSeconds: 300);
            await hanging.RunAsync(posts, Clients, isCounted: round > 0);
        }

        return (well, hanging);
    }
}
