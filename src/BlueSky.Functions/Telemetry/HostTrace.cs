using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace BlueSky.Functions.Telemetry;

/// <summary>
/// Makes a function's spans part of the trace of the Functions host's request: the worker creates a span for each
/// invocation, below the host's, if there is a listener. That span is not recorded: it adds nothing to the host's, and
/// contains the <c>tracestate</c> that a visitor sent.
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
