using System.Globalization;
using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;
using BlueSky.Endurance;

namespace BlueSky.Benchmarks;

/// <summary>
/// What compiling ahead of time saves when an instance of the app is started: the package as it is deployed against
/// the same one without ReadyToRun, in turns, each behind the program that plays the Functions host.
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
        var (storage, _) = await StorageUnderTest.StartAsync(data);
        await using (storage)
        {
            var settings = Path.Combine(data.Path, "local.settings.json");
            // Makes the tables, and fills the disk's cache.
            await StartAsync(plain, settings);
            await StartAsync(ready, settings);

            var (plainTimes, readyTimes) = (new List<Times>(), new List<Times>());
            for (var round = 1; round <= rounds; round++)
            {
                await output.WriteLineAsync($"Round {round} of {rounds}");
                plainTimes.Add(await StartAsync(plain, settings));
                readyTimes.Add(await StartAsync(ready, settings));
            }

            await output.WriteLineAsync();
            await output.WriteAsync(RatioTable.Render(
                ("milliseconds", "without", "ReadyToRun"),
                [
                    Line("from its start until attached", times => times.Attached),
                    Line("its first post", times => times.FirstPost),
                    Line("both", times => times.Attached + times.FirstPost),
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
            Path.Combine(Repository.Artifacts, ".."), PublishWithin);
        return package;
    }

    private async Task<Times> StartAsync(string package, string settings)
    {
        await using var host = FunctionsHostProgram.Start(package, settings);
        using var http = new HttpClient { BaseAddress = await FunctionsHostProgram.BecomesReadyAsync(host) };
        var attached = AttachedPattern().Match(host.Output).Groups[1];
        var started = clock.GetTimestamp();
        await ConsultationPost.SendAsync(http);
        return new Times(
            int.Parse(attached.ValueSpan, CultureInfo.InvariantCulture),
            clock.GetElapsedTime(started).TotalMilliseconds);
    }

    [GeneratedRegex(@"^Attached   after (\d+) ms", RegexOptions.Multiline)]
    private static partial Regex AttachedPattern();

    /// <summary>In milliseconds.</summary>
    private sealed record Times(double Attached, double FirstPost);
}
