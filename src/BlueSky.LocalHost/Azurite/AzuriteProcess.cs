using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BlueSky.LocalHost.Azurite;

/// <summary>A running Azurite, on free ports and with its data in the data folder. Disposing stops it.</summary>
internal sealed class AzuriteProcess : IAsyncDisposable
{
    // The well-known development account: not a secret, and Azurite's only one.
    private const string Account = "devstoreaccount1";

    private const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(4);
    private readonly Process launcher;
    private readonly AzuriteAddress address;

    private AzuriteProcess(Process launcher, AzuriteAddress address)
    {
        (this.launcher, this.address) = (launcher, address);
        // The output stays open until Azurite ends; the launcher ends much earlier.
        Ended = launcher.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Completes when Azurite has ended for any reason.</summary>
    public Task Ended { get; }

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};"
        + $"BlobEndpoint=http://127.0.0.1:{address.Blob}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{address.Queue}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{address.Table}/{Account};";

    public static async Task<AzuriteProcess> StartAsync(
        string installation, string dataDirectory, TimeProvider time, CancellationToken stop)
    {
        await PreviousAzurite.WaitUntilGoneAsync(dataDirectory, time, stop);
        var launcher = Launch(installation, dataDirectory);
        try
        {
            var line = await launcher.StandardOutput.ReadLineAsync(stop);
            return line is not null
                && JsonSerializer.Deserialize(line, AzuriteJson.Default.AzuriteAddress) is { } address
                ? new AzuriteProcess(launcher, address)
                : throw new StartRefusedException(
                    $"Azurite, the storage emulator, did not start: {Path.Combine(dataDirectory, "azurite.log")} says "
                    + "why. Remove the folder's damaged data, or choose another folder with --data.");
        }
        catch
        {
            launcher.StandardInput.Close();
            await ((Task)launcher.StandardOutput.ReadToEndAsync(CancellationToken.None))
                .WaitAsync(ShutdownTimeout, CancellationToken.None)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        launcher.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(ShutdownTimeout);
        }
        catch (TimeoutException)
        {
            Kill();
        }

        launcher.Dispose();
    }

    private static Process Launch(string installation, string dataDirectory)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "npm", "azurite-host.mjs");
        try
        {
            return Process.Start(new ProcessStartInfo("node", [script, installation, dataDirectory])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw AzuriteInstallation.NodeMissing();
        }
    }

    private void Kill()
    {
        try
        {
            using var azurite = Process.GetProcessById(address.Pid);
            azurite.Kill();
        }
        catch (ArgumentException)
        {
            // It has just ended.
        }
    }
}

/// <summary>The output of azurite-host.mjs when Azurite listens.</summary>
internal sealed record AzuriteAddress(int Pid, int Blob, int Queue, int Table);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AzuriteAddress))]
internal sealed partial class AzuriteJson : JsonSerializerContext;
