using System.Diagnostics;
using System.Globalization;

namespace BlueSky.SdkSubset.Tests.Azurite;

/// <summary>An Azurite that lives as long as the tests that use it: in memory, on free ports.</summary>
public sealed class AzuriteProcess : IAsyncLifetime
{
    // Azurite's well-known key: published, and it protects nothing.
    private const string Account =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey="
        + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo workingDirectory = Directory.CreateTempSubdirectory("bluesky-azurite-");
    private Process? process;
    private int names;

    public string ConnectionString { get; private set; } = "";

    /// <summary>A name no other test has: letters and digits, right for tables and queues.</summary>
    public string NewName() => $"test{Interlocked.Increment(ref names).ToString(CultureInfo.InvariantCulture)}";

    public async Task InitializeAsync()
    {
        using var timeout = new CancellationTokenSource();
        var script = await AzuriteInstallation.EnsureAsync();
        process = Process.Start(StartInfo(script))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        timeout.CancelAfter(StartTimeout);
        ConnectionString = await EndpointsAsync(process.StandardOutput, timeout.Token);
        // Azurite writes on; nobody reading would stop it when the pipe is full.
        process.OutputDataReceived += (_, _) => { };
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await process.WaitForExitAsync(timeout.Token).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
            process.Dispose();
        }
        workingDirectory.Delete(recursive: true);
    }

    private ProcessStartInfo StartInfo(string script) =>
        new("node", [
            Path.Combine(AzuriteInstallation.Package, "azurite-until-stdin-closes.cjs"),
            script,
            "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            "--skipApiVersionCheck", "--disableTelemetry", "--inMemoryPersistence", "--silent",
        ])
        {
            WorkingDirectory = workingDirectory.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static async Task<string> EndpointsAsync(StreamReader output, CancellationToken cancellationToken)
    {
        var connectionString = Account;
        for (var missing = 3; missing > 0;)
        {
            var line = await output.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("Azurite ended before it listened.");
            if (line.Split(" service is successfully listening at ") is not [var service, var address])
                continue;
            var name = service.Replace("Azurite ", "", StringComparison.Ordinal);
            connectionString += $";{name}Endpoint={address.Trim()}/devstoreaccount1";
            missing--;
        }
        return connectionString;
    }
}
