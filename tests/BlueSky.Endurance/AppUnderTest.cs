using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using BlueSky.EndToEndTests;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.Endurance;

/// <summary>The LocalHost that is killed: at one address, on one folder of data, on somebody else's storage.</summary>
internal sealed class AppUnderTest(
    DataFolder data, string storage, IReadOnlyDictionary<string, string> settings) : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ToolGrace = TimeSpan.FromSeconds(60);

    private readonly List<ChildProcess> processes = [];

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>All that its processes printed, the killed ones too.</summary>
    public IEnumerable<string> Log => processes.SelectMany(process => process.Lines);

    public async Task StartAsync(IReadOnlyList<object> faults)
    {
        Http.BaseAddress ??= Address;
        var process = LocalHostProgram.Start(data, new Dictionary<string, string>(settings)
        {
            ["urls"] = Address.GetLeftPart(UriPartial.Authority),
            ["AzureWebJobsStorage"] = storage,
        });
        processes.Add(process);
        await LocalHostProgram.BecomesReadyAsync(process);
        using var response = await Http.PostAsJsonAsync("/_local/sendgrid/faults", faults);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        processes[^1].Kill();
        await processes[^1].WaitForExitAsync(Grace);
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
    public Task PutBackAsync(string mail) => ChildProcess.RunAsync(
        "dotnet",
        [
            Repository.ToolAssembly, "put-back", mail[..mail.IndexOf('.', StringComparison.Ordinal)],
            "--mail", mail, "--settings", Path.Combine(data.Path, "local.settings.json"),
        ],
        data.Path,
        ToolGrace);

    public async Task<IReadOnlyList<SentMail>> MailsAsync(CancellationToken cancellationToken) =>
        [.. (await Http.GetFromJsonAsync<JsonElement[]>("/_local/mail.json", cancellationToken))!
            .Select(mail => new SentMail(mail))];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }

    // Below the ports that systems give to clients: while the app is down, a client's own connection could take its
    // port, or meet itself there.
    private static int FreePort()
    {
        var first = 15_000 + (Environment.ProcessId % 10_000);
        return Enumerable.Range(first, 1_000).First(port =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }
}
