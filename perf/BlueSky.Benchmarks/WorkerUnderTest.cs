using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlueSky.Benchmarks;

/// <summary>A published worker behind a LocalHost of its own, on a storage that is given.</summary>
internal sealed partial class WorkerUnderTest : IAsyncDisposable
{
    private static readonly Uri Faults = new("/_local/sendgrid/faults", UriKind.Relative);

    private readonly ChildProcess host;
    private readonly DataFolder data;
    private readonly Process worker;

    private WorkerUnderTest(ChildProcess host, DataFolder data, HttpClient http, Process worker)
    {
        (this.host, this.data, Http, this.worker) = (host, data, http, worker);
        AttachedAfter = int.Parse(ReadyPattern().Match(host.Output).Groups[1].ValueSpan, CultureInfo.InvariantCulture);
    }

    public HttpClient Http { get; }

    public int ProcessId => worker.Id;

    /// <summary>Of its LocalHost, which plays SendGrid too.</summary>
    public int HostProcessId => host.Id;

    /// <summary>Emails that the SendGrid stand-in accepted: a file each, so that counting them is cheap.</summary>
    public int EmailsAccepted => Directory.EnumerateFiles(Path.Combine(data.Path, "mail"), "*.json").Count();

    /// <summary>Milliseconds from the start of its process until its functions are loaded.</summary>
    public double AttachedAfter { get; }

    public double ProcessorSeconds
    {
        get
        {
            worker.Refresh();
            return worker.TotalProcessorTime.TotalSeconds;
        }
    }

    public double ResidentMegabytes
    {
        get
        {
            worker.Refresh();
            return worker.WorkingSet64 / 1e6;
        }
    }

    /// <param name="settings">Settings of the app, and environment variables of its process.</param>
    public static async Task<WorkerUnderTest> StartAsync(
        WorkerPackage package, string storage, params IEnumerable<KeyValuePair<string, string>>[] settings)
    {
        var all = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = storage,
            ["worker"] = package.Path,
            ["Mail:Staff"] = TestSettings.FirstStaff,
            ["events"] = "false",
        };
        foreach (var (name, value) in settings.SelectMany(some => some))
            all[name] = value;

        var data = new DataFolder();
        // Started by way of `env`: the tests' own settings of the runtime would reach the worker.
        var host = LocalHostProgram.Start(data, all, "env");
        try
        {
            await LocalHostProgram.BecomesReadyAsync(host);
            var http = new HttpClient(new SocketsHttpHandler()) { BaseAddress = LocalHostProgram.AddressOf(host) };
            var about = await http.GetFromJsonAsync<JsonElement>("/_local");
            return new WorkerUnderTest(
                host, data, http, Process.GetProcessById(about.GetProperty("workerProcessId").GetInt32()));
        }
        catch
        {
            await host.DisposeAsync();
            data.Dispose();
            throw;
        }
    }

    public Task PostAsync() => ConsultationPost.SendAsync(Http);

    /// <summary>From now on SendGrid answers so late, for at most so many emails.</summary>
    public async Task DelaySendGridAsync(TimeSpan delay, int emails)
    {
        const int maxTimes = 10_000;
        using var ended = await Http.DeleteAsync(Faults);
        ended.EnsureSuccessStatusCode();
        var steps = Enumerable.Range(0, (emails / maxTimes) + 1)
            .Select(_ => new { delayMs = (int)delay.TotalMilliseconds, times = maxTimes });
        using var answer = await Http.PostAsJsonAsync(Faults, steps);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        worker.Dispose();
        await host.DisposeAsync();
        data.Dispose();
    }

    [GeneratedRegex(@"^App .* ready after (\d+) ms$", RegexOptions.Multiline)]
    private static partial Regex ReadyPattern();
}
