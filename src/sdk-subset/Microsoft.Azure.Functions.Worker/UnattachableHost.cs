using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>
/// A host that holds the composed services and refuses to start, with a sentence that says what to do.
/// </summary>
internal sealed class UnattachableHost(IHost composed) : IHost
{
    public IServiceProvider Services => composed.Services;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Console.Error.WriteLine(
            "This build uses the SDK subsets in src/sdk-subset, which cannot attach to the Azure Functions host. "
            + "Run the app on this machine with: dotnet run --project src/BlueSky.LocalHost");
        Environment.Exit(1);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => composed.StopAsync(cancellationToken);

    public void Dispose() => composed.Dispose();
}
