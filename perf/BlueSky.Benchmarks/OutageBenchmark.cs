using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlueSky.Benchmarks;

/// <summary>
/// How long mails wait for after SendGrid is back: of requests that came in during an outage, in real minutes, on
/// LocalHost and its SendGrid stand-in; with several instances of the app, each on a LocalHost of its own, on the same
/// storage and stand-in.
/// </summary>
internal sealed class OutageBenchmark(
    IReadOnlyList<double> minutes, int mails, int instances, TimeProvider clock, TextWriter output)
{
    private const int Clients = 8;
    private const int MaxRefusals = 10_000;
    private const int WithinSeconds = 900;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Mail:Staff"] = TestSettings.FirstStaff,
        // The mails wait for SendGrid, not for the next hour.
        ["Limits:AcknowledgementsPerHour"] = "0",
        ["Limits:StaffNoticesPerHour"] = "0",
        ["Logging:LogLevel:BlueSky"] = "Warning",
    };

    private static readonly Uri Faults = new("/_local/sendgrid/faults", UriKind.Relative);

    public async Task RunAsync()
    {
        await output.WriteLineAsync($"Instances of the app: {instances}");
        await output.WriteLineAsync(
            $"{"minutes of outage",-20} {"mails waiting",13} {"refused sends",13} {"seconds to first",16} {"to last",7}");
        foreach (var outage in minutes)
        {
            var (refused, first, last) = await MeasureAsync(TimeSpan.FromMinutes(outage));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{outage,-20} {mails,13} {refused,13} {first,16:F1} {last,7:F1}"));
        }
    }

    private async Task<(int Refused, double First, double Last)> MeasureAsync(TimeSpan outage)
    {
        await using var app = new StartedInstances();
        var first = await app.AddAsync(Settings);
        using var http = new HttpClient { BaseAddress = LocalHostProgram.AddressOf(first) };
        var about = await http.GetFromJsonAsync<JsonElement>("/_local");
        for (var more = 1; more < instances; more++)
        {
            await app.AddAsync(new Dictionary<string, string>(Settings)
            {
                ["AzureWebJobsStorage"] = about.GetProperty("storageConnectionString").GetString()!,
                ["SendGrid:Host"] = about.GetProperty("sendGridHost").GetString()!,
            });
        }

        return await MeasureAsync(http, outage);
    }

    private async Task<(int Refused, double First, double Last)> MeasureAsync(HttpClient http, TimeSpan outage)
    {
        await PlanAsync(http, new { status = 503, times = MaxRefusals });
        var began = clock.GetTimestamp();
        // An acknowledgement and a staff notice each.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, mails / 2), new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (_, _) => await ConsultationPost.SendAsync(http));
        var left = outage - clock.GetElapsedTime(began);
        await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);

        var refused = MaxRefusals - await PlanAsync(http);
        using var ended = await http.DeleteAsync(Faults);
        ended.EnsureSuccessStatusCode();
        var recovered = clock.GetUtcNow();
        var sent = await Eventually.BecomesAsync(
            () => SentAsync(http), sent => sent.Count >= mails, "every mail is sent", WithinSeconds);
        return (refused, (sent.Min() - recovered).TotalSeconds, (sent.Max() - recovered).TotalSeconds);
    }

    /// <returns>How many steps wait.</returns>
    private static async Task<int> PlanAsync(HttpClient http, params object[] steps)
    {
        using var answer = await http.PostAsJsonAsync(Faults, steps);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("pending").GetInt32();
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> SentAsync(HttpClient http) =>
        [.. (await http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json"))!
            .Select(mail => mail.GetProperty("receivedAt").GetDateTimeOffset())];

    private sealed class StartedInstances : IAsyncDisposable
    {
        private readonly Stack<(ChildProcess Process, DataFolder Data)> all = new();

        public async Task<ChildProcess> AddAsync(IReadOnlyDictionary<string, string> settings)
        {
            var data = new DataFolder();
            var process = LocalHostProgram.Start(data, settings);
            all.Push((process, data));
            await LocalHostProgram.BecomesReadyAsync(process);
            return process;
        }

        public async ValueTask DisposeAsync()
        {
            while (all.TryPop(out var last))
            {
                await last.Process.DisposeAsync();
                last.Data.Dispose();
            }
        }
    }
}
