using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BlueSky.Infra.Tests.Bicep;

/// <summary>
/// The Bicep compiler. One process answers all requests (JSON-RPC): after the first, each takes a fraction of what a
/// start takes. It ends when its connection does, so no later than the tests.
/// </summary>
internal sealed class BicepCompiler
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A template is deep: modules within modules.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    // One request at a time: the answers are not told apart.
    private static readonly SemaphoreSlim Turn = new(1);

    private readonly ChildProcess process;
    private readonly Stream connection;
    private readonly StreamReader bytes;

    private BicepCompiler(ChildProcess process, Stream connection) =>
        (this.process, this.connection, bytes) = (process, connection, new(connection, Encoding.Latin1));

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64
            ? null
            : "Runs the Bicep compiler for Linux, x64.";

    private static string Program { get; } = typeof(BicepCompiler).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Bicep").Value!;

    /// <param name="environment">What <c>readEnvironmentVariable</c> finds.</param>
    public static async Task<BicepCompiler> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var process = ChildProcess.Start(Program, ["jsonrpc", "--socket", port], environment: environment);
        using var timeout = new CancellationTokenSource(Patience);
        var client = await listener.AcceptTcpClientAsync(timeout.Token);
        return new BicepCompiler(process, client.GetStream());
    }

    /// <summary>Runs one command of its command line, as people, azd and the workflow do.</summary>
    public static async Task<(int ExitCode, string StandardOutput, string Output)> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var bicep = ChildProcess.Start(Program, arguments, Infrastructure.Folder, environment);
        await bicep.WaitForExitAsync(Patience);
        return (bicep.ExitCode, bicep.StandardOutput, bicep.Output);
    }

    /// <exception cref="InvalidOperationException">It refuses the request.</exception>
    public async Task<JsonNode> AskAsync(string method, JsonObject parameters)
    {
        var request = new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = $"bicep/{method}",
            ["params"] = parameters,
        };
        await Turn.WaitAsync();
        try
        {
            using var timeout = new CancellationTokenSource(Patience);
            var body = Encoding.UTF8.GetBytes(request.ToJsonString());
            await connection.WriteAsync(
                Encoding.ASCII.GetBytes($"Content-Length: {body.Length}\r\n\r\n").Concat(body).ToArray(),
                timeout.Token);
            var answer = JsonNode.Parse(await ReadAsync(timeout.Token), documentOptions: Deep)!;
            return answer["result"] ?? throw new InvalidOperationException($"{answer["error"]} {process.Output}");
        }
        finally
        {
            Turn.Release();
        }
    }

    public static JsonNode Parse(JsonNode text) => JsonNode.Parse(text.GetValue<string>(), documentOptions: Deep)!;

    // A header with the number of bytes, an empty line, and as many bytes.
    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (await bytes.ReadLineAsync(cancellationToken) is { Length: > 0 } header)
        {
            length = header.Split("Content-Length: ") is [_, var number]
                ? int.Parse(number, CultureInfo.InvariantCulture)
                : length;
        }

        var body = new char[length];
        await bytes.ReadBlockAsync(body, cancellationToken);
        return Encoding.Latin1.GetBytes(body);
    }
}
