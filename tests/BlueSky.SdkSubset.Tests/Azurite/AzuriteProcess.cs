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
        var script = await AzuriteInstallation.EnsureAsync();
        process = Process.Start(StartInfo(script))!;
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using var timeout = new CancellationTokenSource(StartTimeout);
        ConnectionString = await EndpointsAsync(process.StandardOutput, timeout.Token);
        // Azurite writes on, and would stop when the pipe is full.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        if (process is not null)
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
                process.Kill();
            process.Dispose();
        }
        workingDirectory.Delete(recursive: true);
        return Task.CompletedTask;
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
