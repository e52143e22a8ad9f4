using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace BlueSky.Functions.Telemetry;

/// <summary>
/// Has what a function does belong to the trace of the Functions host's request: the worker makes a span for each
/// invocation, below the host's, if somebody listens. It is not recorded: it tells nothing that the host does not, and
/// holds the <c>tracestate</c> that a visitor sent.
/// </summary>
internal sealed class HostTrace : IHostedService, IDisposable
{
    private readonly ActivityListener listener = new()
    {
        ShouldListenTo = source => source.Name == "Microsoft.Azure.Functions.Worker",
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => listener.Dispose();
}
