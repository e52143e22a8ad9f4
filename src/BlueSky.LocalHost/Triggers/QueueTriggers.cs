using Azure.Storage.Queues;
using BlueSky.LocalHost.Settings;
using BlueSky.LocalHost.Worker;

namespace BlueSky.LocalHost.Triggers;

/// <summary>Listens to the queue of each queue function.</summary>
internal sealed class QueueTriggers(
    IReadOnlyList<Function> functions,
    QueueServiceClient service,
    HostJson host,
    WorkerSupervisor workers,
    TimeProvider time,
    ILogger<QueueTriggers> logger) : BackgroundService, IHostedLifecycleService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(functions.OfType<QueueFunction>().Select(function =>
        {
            var queue = new StorageMessageQueue(service, function.Queue);
            var run = new QueueMessageRun(
                queue, host.Queues, (text, stop) => workers.InvokeAsync(function, new() { String = text }, stop),
                time, logger);
            return new QueueListener(queue, run, host.Queues, time, logger).ListenAsync(stoppingToken);
        }));

    /// <summary>
    /// Drains before the web server stops, because running functions may send emails to its SendGrid stand-in.
    /// </summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
