using System.Security.Cryptography;
using BlueSky.LocalHost.Triggers;
using BlueSky.LocalHost.Worker.Protocol;

namespace BlueSky.LocalHost.Worker;

/// <summary>Keeps one worker running: starts another one when it ends.</summary>
internal sealed partial class WorkerSupervisor(
    WorkerFolder folder, Uri host, WorkerRpc rpc, WorkerGuard guard, IReadOnlyDictionary<string, string> environment,
    TimeSpan startTimeout, TimeProvider time, ILogger<WorkerSupervisor> logger) : IAsyncDisposable
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource stopping = new();
    private volatile TaskCompletionSource<RunningWorker> current = NewSource();
    private Task supervising = Task.CompletedTask;

    /// <summary>The current worker; if there is none, waits for the next one.</summary>
    public Task<RunningWorker> CurrentAsync(CancellationToken cancellationToken) =>
        current.Task.WaitAsync(cancellationToken);

    /// <summary>Runs a function once on the current worker, or on the next one.</summary>
    /// <inheritdoc cref="RunningWorker.InvokeAsync"/>
    public async Task InvokeAsync(Function function, TypedData input, CancellationToken cancellationToken)
    {
        var worker = await CurrentAsync(cancellationToken);
        await worker.InvokeAsync(function, worker.NewInvocation(), input, cancellationToken);
    }

    /// <inheritdoc cref="InvokeAsync"/>
    public Task RunTimerAsync(TimerFunction timer, CancellationToken cancellationToken) => InvokeAsync(
        timer,
        new() { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" },
        cancellationToken);

    /// <summary>Starts the first worker; completes when it has loaded its functions.</summary>
    /// <exception cref="StartRefusedException">The worker ended; its output says why.</exception>
    public async Task<RunningWorker> StartAsync(CancellationToken stop)
    {
        var first = await StartOneAsync(stop);
        current.TrySetResult(first);
        supervising = SuperviseAsync(first);
        return first;
    }

    /// <summary>Stops the worker in order.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await supervising;
        stopping.Dispose();
    }

    private async Task SuperviseAsync(RunningWorker worker)
    {
        while (await EndsByItselfAsync(worker))
        {
            current = NewSource();
            LogEnded(worker.ExitCode);
            await worker.DisposeAsync();
            if (await RestartAsync() is not { } next)
                return;
            worker = next;
            current.TrySetResult(worker);
            LogRestarted(worker.ProcessId);
        }

        await worker.DisposeAsync();
    }

    private async Task<bool> EndsByItselfAsync(RunningWorker worker)
    {
        await worker.Ended.WaitAsync(stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    /// <returns>Null when LocalHost stops.</returns>
    private async Task<RunningWorker?> RestartAsync()
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < MaxPause ? pause * 2 : MaxPause)
        {
            try
            {
                return await StartOneAsync(stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (StartRefusedException refused)
            {
                LogNotRestarted(refused.Message, pause.TotalSeconds);
            }

            await Task.Delay(pause, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return null;
        }
    }

    private async Task<RunningWorker> StartOneAsync(CancellationToken stop)
    {
        var workerId = RandomNumberGenerator.GetHexString(16, lowercase: true);
        var connected = rpc.Expect(workerId);
        var process = WorkerProcess.Start(folder, workerId, host, environment);
        guard.Watch(process.Id);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop);
        deadline.CancelAfter(startTimeout);
        RunningWorker? started = null;
        try
        {
            var attached = AttachAsync(process, connected, deadline.Token);
            var ended = process.WaitForExitAsync(deadline.Token);
            await Task.WhenAny(attached, ended);
            if (attached.IsCompletedSuccessfully || attached.Exception?.InnerException is StartRefusedException)
                return started = await attached;
            await ended;
            throw new StartRefusedException(
                $"The app ended with exit code {process.ExitCode} before it was ready; what it printed says why.");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new StartRefusedException(
                $"The app did not become ready within {startTimeout.TotalSeconds:0} seconds.");
        }
        finally
        {
            rpc.Remove(workerId);
            if (started is null)
                await process.DisposeAsync();
        }
    }

    private async Task<RunningWorker> AttachAsync(
        WorkerProcess process, Task<WorkerChannel> connected, CancellationToken cancellationToken) =>
        await RunningWorker.AttachAsync(
            process, await connected.WaitAsync(cancellationToken), folder, cancellationToken);

    private static TaskCompletionSource<RunningWorker> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(LogLevel.Error, "The app's process ended with exit code {ExitCode}; starting it again")]
    private partial void LogEnded(int exitCode);

    [LoggerMessage(LogLevel.Information, "The app runs again, as process {ProcessId}")]
    private partial void LogRestarted(int processId);

    [LoggerMessage(LogLevel.Error, "{Reason} Trying again in {Seconds} s")]
    private partial void LogNotRestarted(string reason, double seconds);
}
