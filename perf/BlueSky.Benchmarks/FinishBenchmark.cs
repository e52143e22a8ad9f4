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

    // A cold worker needs twice the processor: the runtime compiles what is used often in the background.
    private const int WarmUps = 2;

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
            var times = new ProcessorTimes(
                ("worker", worker.ProcessId), ("LocalHost", worker.HostProcessId),
                ("Azurite", StorageUnderTest.AzuriteProcessId(data)));
            var (limits, finished) = (new List<ProcessorUse>(), new List<ProcessorUse>());
            for (var round = 1 - WarmUps; round <= rounds; round++)
            {
                await output.WriteLineAsync(
                    $"{(round > 0 ? $"Round {round} of {rounds}" : "Warming up")}: {submissions} submissions");
                var limit = await times.MeasureAsync(clock, () => CallBareAsync(bare));
                var whole = await times.MeasureAsync(clock, () => FinishAsync(worker));
                await CallCount.AreClosedAsync(storage);
                if (round <= 0)
                    continue;
                limits.Add(limit);
                finished.Add(whole);
            }

            await WriteAsync(finished, limits);
        }
    }

    private Task CallBareAsync(BareSubmission bare) => Parallel.ForEachAsync(
        Enumerable.Range(0, submissions), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (_, _) => await bare.RunAsync());

    private async Task FinishAsync(WorkerUnderTest worker)
    {
        var due = worker.EmailsAccepted + (submissions * 2);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, submissions), new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (_, _) => await worker.PostAsync());
        await Eventually.BecomesAsync(
            () => Task.FromResult(worker.EmailsAccepted), number => number >= due, "every email is sent", 600);
    }

    private async Task WriteAsync(List<ProcessorUse> finished, List<ProcessorUse> limits)
    {
        var (whole, most) = (PerSecond(finished), PerSecond(limits));
        await output.WriteLineAsync();
        await output.WriteAsync(RatioTable.Render(
            ("medians", "bare calls", "finished"),
            [
                ("submissions a second", most, whole),
                .. finished[0].Processes.Select((process, index) => (
                    $"ms each: {process.Name}", Milliseconds(limits, index), Milliseconds(finished, index))),
                ("processors busy", Busy(limits), Busy(finished)),
            ]));
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{new Bar("finished / the storage limit", whole / most, 0.8, IsLeast: true)}");
    }

    private double PerSecond(List<ProcessorUse> uses) =>
        Percentile.Median(uses.Select(use => submissions / use.Seconds));

    private double Milliseconds(List<ProcessorUse> uses, int index) =>
        Percentile.Median(uses.Select(use => use.Processes[index].Seconds * 1_000 / submissions));

    private static double Busy(List<ProcessorUse> uses) =>
        Percentile.Median(uses.Select(use => use.Processes.Sum(one => one.Seconds) / use.Seconds));
}
