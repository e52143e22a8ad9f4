using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using BlueSky.EndToEndTests.Posting;

namespace BlueSky.EndToEndTests.Hosting;

/// <summary>
/// The whole project, running as a newcomer starts it: a process of its own, real Azurite, real HTTP.
/// </summary>
internal sealed class LocalHost : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly DataFolder data;
    private readonly bool ownsData;

    private LocalHost(ChildProcess process, DataFolder data, bool ownsData, Uri address, JsonElement about)
    {
        this.process = process;
        this.data = data;
        this.ownsData = ownsData;
        Address = address;
        StorageConnectionString = about.GetProperty("storageConnectionString").GetString()!;
        Http = NewClient(address);
        Rows = new Rows(new TableServiceClient(StorageConnectionString));
        CapturedMail = new CapturedMail(Http);
        Poison = new PoisonQueue(StorageConnectionString);
    }

    public Uri Address { get; }

    public string StorageConnectionString { get; }

    /// <summary>Follows no redirects: a 303 is an answer to look at.</summary>
    public HttpClient Http { get; }

    public Rows Rows { get; }

    public CapturedMail CapturedMail { get; }

    /// <summary>Where it writes the settings that it runs with.</summary>
    public string SettingsFile => Path.Combine(data.Path, "local.settings.json");

    public PoisonQueue Poison { get; }

    public int ProcessId => process.Id;

    /// <summary>Linux only.</summary>
    public int AzuriteProcessId => ProcessesOf.Data(data).Single(id => id != ProcessId);

    public bool HasExited => process.HasExited;

    /// <summary>Everything LocalHost and the app in it printed.</summary>
    public string Logs => process.Output;

    /// <summary>What was printed after the greeting, which names somebody who can sign in.</summary>
    public string LogsSinceReady => Logs[Logs.IndexOf("\nReady", StringComparison.Ordinal)..];

    /// <param name="settings">Given on the command line, above what every test's host gets.</param>
    /// <param name="data">Kept when the host stops; without one it gets a new folder that goes with it.</param>
    /// <param name="wrapper">A command that becomes LocalHost, such as <c>setsid</c>.</param>
    public static async Task<LocalHost> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, DataFolder? data = null, params string[] wrapper)
    {
        var folder = data ?? new DataFolder();
        var process = LocalHostProgram.Start(folder, settings, wrapper);
        try
        {
            await LocalHostProgram.BecomesReadyAsync(process);
            var address = LocalHostProgram.AddressOf(process);
            using var http = NewClient(address);
            var about = await http.GetFromJsonAsync<JsonElement>("/_local");
            return new LocalHost(process, folder, ownsData: data is null, address, about);
        }
        catch
        {
            await process.DisposeAsync();
            if (data is null)
            {
                folder.Dispose();
            }

            throw;
        }
    }

    /// <summary>The app's own process; after its end, the next one.</summary>
    public async Task<int> WorkerProcessIdAsync() =>
        (await Http.GetFromJsonAsync<JsonElement>("/_local")).GetProperty("workerProcessId").GetInt32();

    public async Task<Answer> SendAsync(Post post, CancellationToken cancellationToken = default)
    {
        using var request = post.ToRequest();
        using var response = await Http.SendAsync(request, cancellationToken);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Posts what must be accepted, and returns its row as it is then.</summary>
    public async Task<Submission> StoredAsync(Post post)
    {
        var answer = await SendAsync(post);
        Assert.Equal(200, answer.Code);
        return new Submission((await Rows.FindAsync(answer.Id))!, [], []);
    }

    /// <summary>Steps that the SendGrid stand-in takes for the next sends, one each.</summary>
    public async Task PlanFaultsAsync(params object[] steps)
    {
        using var response = await Http.PostAsJsonAsync("/_local/sendgrid/faults", steps);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>SendGrid is as it should be again, whatever was planned.</summary>
    public async Task EndFaultsAsync()
    {
        using var response = await Http.DeleteAsync("/_local/sendgrid/faults");
        response.EnsureSuccessStatusCode();
    }

    public async Task SweepAsync()
    {
        using var response = await Http.PostAsJsonAsync("/admin/functions/sweep", new { input = "" });
        Assert.Equal(202, (int)response.StatusCode);
    }

    /// <summary>The submission when nothing is left to be done for it.</summary>
    public async Task<Submission> SettledAsync(string id, int withinSeconds = 30)
    {
        var settled = await Eventually.BecomesAsync(
            async () => await Rows.FindAsync(id) is { } row
                ? new Submission(row, await Rows.OutboxOfAsync(id), [])
                : null,
            seen => seen is { IsSettled: true },
            $"{id} has its final state and so have its mails", withinSeconds);

        return settled! with { Mails = await CapturedMail.OfAsync(id) };
    }

    public Task TerminateAsync() => process.TerminateAsync();

    public void Kill() => process.Kill();

    public Task WaitForExitAsync(TimeSpan within) => process.WaitForExitAsync(within);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
        if (ownsData)
        {
            data.Dispose();
        }
    }

    private static HttpClient NewClient(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromSeconds(30),
        };
}
