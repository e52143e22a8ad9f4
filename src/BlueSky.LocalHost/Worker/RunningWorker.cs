using BlueSky.LocalHost.Triggers;
using BlueSky.LocalHost.Worker.Protocol;

namespace BlueSky.LocalHost.Worker;

/// <summary>A worker that has sent its functions and loaded them. Disposing stops it in order.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    // A little longer than telemetry's last export may take.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(4);

    private readonly WorkerProcess process;
    private readonly WorkerChannel channel;
    private readonly Dictionary<string, string> functionIds;
    private readonly CancellationTokenSource gone = new();
    private int invocations;

    private RunningWorker(
        WorkerProcess process, WorkerChannel channel, Uri http, IReadOnlyList<RpcFunctionMetadata> metadata)
    {
        (this.process, this.channel, Http, Metadata) = (process, channel, http, metadata);
        functionIds = metadata.ToDictionary(
            function => function.Name, function => function.FunctionId, StringComparer.OrdinalIgnoreCase);
        Ended = WaitForEndAsync();
    }

    public int ProcessId => process.Id;

    /// <summary>The URL of the worker's web server.</summary>
    public Uri Http { get; }

    public IReadOnlyList<RpcFunctionMetadata> Metadata { get; }

    /// <summary>Completes when the process has ended for any reason.</summary>
    public Task Ended { get; }

    /// <summary>Cancelled when the process has ended.</summary>
    public CancellationToken Gone => gone.Token;

    public int ExitCode => process.ExitCode;

    /// <summary>Requests the functions of a connected worker, and loads them.</summary>
    public static async Task<RunningWorker> AttachAsync(
        WorkerProcess process, WorkerChannel channel, WorkerFolder folder, CancellationToken cancellationToken)
    {
        var initialised = await channel.RequestAsync(
            new()
            {
                WorkerInitRequest = new()
                {
                    HostVersion = "4.0.0",
                    FunctionAppDirectory = folder.FullPath,
                    WorkerDirectory = folder.FullPath,
                },
            },
            cancellationToken);
        Check(initialised.WorkerInitResponse.Result, "The worker");

        var listed = await channel.RequestAsync(
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder.FullPath } }, cancellationToken);
        Check(listed.FunctionMetadataResponse.Result, "The list of functions");
        foreach (var metadata in listed.FunctionMetadataResponse.FunctionMetadataResults)
        {
            metadata.Directory = folder.FullPath;
            var loaded = await channel.RequestAsync(
                new() { FunctionLoadRequest = new() { FunctionId = metadata.FunctionId, Metadata = metadata } },
                cancellationToken);
            Check(loaded.FunctionLoadResponse.Result, $"Loading the function '{metadata.Name}'");
        }

        return new RunningWorker(
            process, channel, new Uri(initialised.WorkerInitResponse.Capabilities["HttpUri"]),
            [.. listed.FunctionMetadataResponse.FunctionMetadataResults]);
    }

    public InvocationRequest NewInvocation() =>
        new() { InvocationId = $"invocation-{Interlocked.Increment(ref invocations)}" };

    /// <summary>Runs a function once with its trigger's input.</summary>
    /// <param name="cancellationToken">Passed to the function, which decides how to react.</param>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    /// <exception cref="WorkerGoneException">The worker ended meanwhile.</exception>
    public async Task InvokeAsync(
        Function function, InvocationRequest invocation, TypedData input, CancellationToken cancellationToken)
    {
        invocation.FunctionId = functionIds[function.Name];
        invocation.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = input });
        invocation.TraceContext ??= new();
        invocation.RetryContext = new();
        var responding = channel.RequestAsync(new() { InvocationRequest = invocation }, CancellationToken.None);
        await using var cancel = cancellationToken.Register(() => _ = CancelAsync(invocation.InvocationId));
        var response = (await responding).InvocationResponse;
        if (response.Result.Status is not StatusResult.Types.Status.Success)
            throw new FunctionFailedException(function.Name, response.Result.Exception);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            try
            {
                await channel.SendAsync(new() { WorkerTerminate = new() }, CancellationToken.None);
                await Ended.WaitAsync(StopTimeout);
            }
            catch (Exception gone) when (gone is WorkerGoneException or TimeoutException)
            {
                // It has already ended, or is killed below.
            }
        }

        await process.DisposeAsync();
    }

    private async Task WaitForEndAsync()
    {
        await process.WaitForExitAsync(CancellationToken.None);
        await gone.CancelAsync();
    }

    private async Task CancelAsync(string invocationId)
    {
        try
        {
            await channel.SendAsync(
                new() { InvocationCancel = new() { InvocationId = invocationId } }, CancellationToken.None);
        }
        catch (WorkerGoneException)
        {
            // Nothing is left to cancel.
        }
    }

    private static void Check(StatusResult? result, string what)
    {
        if (result?.Status is not StatusResult.Types.Status.Success)
            throw new StartRefusedException($"{what} failed: {result?.Exception?.Message}");
    }
}

/// <summary>A function threw an exception. Contains the worker's message and stack trace.</summary>
internal sealed class FunctionFailedException(string function, RpcException? thrown)
    : Exception($"The function {function} failed: {thrown?.Message} {thrown?.StackTrace}");
