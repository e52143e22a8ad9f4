using System.Globalization;
using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks;

/// <summary>
/// What compiling ahead of time saves when an instance of the app is started: the package as it is deployed against
/// the same one without ReadyToRun, in turns, each on LocalHost.
/// </summary>
internal sealed partial class StartBenchmark(int rounds, TimeProvider clock, TextWriter output)
{
    private static readonly TimeSpan PublishWithin = TimeSpan.FromMinutes(5);

    public async Task RunAsync()
    {
        using var folder = new DataFolder();
        var plain = await PublishAsync(folder, "plain", "-p:PublishReadyToRun=false");
        var ready = await PublishAsync(folder, "ready-to-run");
        using var data = new DataFolder();
        var (process, storage) = await StorageUnderTest.StartAsync(data);
        await using (process)
        {
            // Makes the tables, and fills the disk's cache.
            await StartAsync(plain, storage);
            await StartAsync(ready, storage);

            var (plainTimes, readyTimes) = (new List<Times>(), new List<Times>());
            for (var round = 1; round <= rounds; round++)
            {
                await output.WriteLineAsync($"Round {round} of {rounds}");
                plainTimes.Add(await StartAsync(plain, storage));
                readyTimes.Add(await StartAsync(ready, storage));
            }

            await output.WriteLineAsync();
            await output.WriteAsync(RatioTable.Render(
                ("milliseconds", "without", "ReadyToRun"),
                [
                    Line("from its start until it is ready", times => times.Ready),
                    Line("its first post", times => times.FirstPost),
                    Line("both", times => times.Ready + times.FirstPost),
                ]));

            (string Name, double Plain, double Ready) Line(string name, Func<Times, double> of) =>
                (name, Median(plainTimes, of), Median(readyTimes, of));
        }
    }

    private static double Median(List<Times> all, Func<Times, double> of) =>
        Math.Round(all.Select(of).Order().ElementAt(all.Count / 2));

    private async Task<string> PublishAsync(DataFolder folder, string name, params string[] more)
    {
        await output.WriteLineAsync($"Publishing {name}");
        var package = Path.Combine(folder.Path, name);
        await ChildProcess.RunAsync(
            "dotnet",
            ["publish", "src/BlueSky.Functions", "--configuration", "Release", "--output", package, .. more],
            Repository.Root, PublishWithin);
        return package;
    }

    private async Task<Times> StartAsync(string package, string storage)
    {
        using var data = new DataFolder();
        await using var host = LocalHostProgram.Start(data, new Dictionary<string, string>(StorageUnderTest.AtRest)
        {
            ["AzureWebJobsStorage"] = storage,
            ["worker"] = package,
        });
        await LocalHostProgram.BecomesReadyAsync(host);
        using var http = new HttpClient { BaseAddress = LocalHostProgram.AddressOf(host) };
        var ready = ReadyPattern().Match(host.Output).Groups[1];
        var started = clock.GetTimestamp();
        await ConsultationPost.SendAsync(http);
        return new Times(
            int.Parse(ready.ValueSpan, CultureInfo.InvariantCulture),
            clock.GetElapsedTime(started).TotalMilliseconds);
    }

    [GeneratedRegex(@"^App .* ready after (\d+) ms$", RegexOptions.Multiline)]
    private static partial Regex ReadyPattern();

    /// <summary>In milliseconds.</summary>
    private sealed record Times(double Ready, double FirstPost);
}
