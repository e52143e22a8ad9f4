using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlueSky.Endurance;

/// <summary>The app on LocalHost, whose worker process is killed: the one that is deployed.</summary>
internal sealed class AppUnderTest : IAsyncDisposable
{
    private static readonly TimeSpan ToolTimeout = TimeSpan.FromSeconds(60);

    private readonly ChildProcess process;
    private readonly DataFolder data;

    private AppUnderTest(ChildProcess process, DataFolder data)
    {
        (this.process, this.data) = (process, data);
        Http.BaseAddress = LocalHostProgram.AddressOf(process);
    }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>All that LocalHost and its workers printed, the killed ones too.</summary>
    public IEnumerable<string> Log => process.Lines;

    public static async Task<AppUnderTest> StartAsync(
        DataFolder data, IReadOnlyDictionary<string, string> settings, IReadOnlyList<object> faults)
    {
        var process = LocalHostProgram.Start(data, settings);
        try
        {
            await LocalHostProgram.BecomesReadyAsync(process);
            var app = new AppUnderTest(process, data);
            using var response = await app.Http.PostAsJsonAsync("/_local/sendgrid/faults", faults);
            response.EnsureSuccessStatusCode();
            return app;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    public async Task<string> StorageAsync(CancellationToken cancellationToken) =>
        (await InfoAsync(cancellationToken)).GetProperty("storageConnectionString").GetString()!;

    public async Task<int> WorkerIdAsync(CancellationToken cancellationToken) =>
        (await InfoAsync(cancellationToken)).GetProperty("workerProcessId").GetInt32();

    /// <summary>SIGKILL to the worker: no handler runs, nothing is flushed. LocalHost starts another.</summary>
    public async Task KillWorkerAsync(CancellationToken cancellationToken)
    {
        using var worker = Process.GetProcessById(await WorkerIdAsync(cancellationToken));
        worker.Kill();
    }

    public async Task EndFaultsAsync(CancellationToken cancellationToken)
    {
        using var response = await Http.DeleteAsync("/_local/sendgrid/faults", cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsJsonAsync(
            "/admin/functions/sweep", new { input = "" }, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>As an operator would: by the tool, with the settings that LocalHost left beside its data.</summary>
    /// <exception cref="InvalidOperationException">The tool could not.</exception>
    public Task RequeueAsync(string mail) => ChildProcess.RunAsync(
        "dotnet",
        [
            Repository.ToolAssembly, "requeue", mail[..mail.IndexOf('.', StringComparison.Ordinal)],
            "--mail", mail, "--settings", Path.Combine(data.Path, "local.settings.json"),
        ],
        data.Path,
        ToolTimeout);

    public async Task<IReadOnlyList<SentMail>> MailsAsync(CancellationToken cancellationToken) =>
        [.. (await Http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json", cancellationToken))!
            .Select(mail => new SentMail(mail))];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
    }

    private Task<JsonElement> InfoAsync(CancellationToken cancellationToken) =>
        Http.GetFromJsonAsync<JsonElement>("/_local", cancellationToken);
}
