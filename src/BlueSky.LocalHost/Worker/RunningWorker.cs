using BlueSky.LocalHost.Triggers;
using BlueSky.LocalHost.Worker.Protocol;

namespace BlueSky.LocalHost.Worker;

/// <summary>A worker that has told its functions and loaded them. Disposing lets it stop in order.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    // As long as telemetry's last export may take, and a little more.
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

    /// <summary>Where the worker's own web server listens.</summary>
    public Uri Http { get; }

    public IReadOnlyList<RpcFunctionMetadata> Metadata { get; }

    /// <summary>Completes when the process has ended, asked to or not.</summary>
    public Task Ended { get; }

    /// <summary>Is cancelled when it has.</summary>
    public CancellationToken Gone => gone.Token;

    public int ExitCode => process.ExitCode;

    /// <summary>Asks a worker that has called for its functions, and has it load them.</summary>
    public static async Task<RunningWorker> AttachAsync(
        WorkerProcess process, WorkerChannel channel, WorkerFolder folder, CancellationToken cancellationToken)
    {
        var initialised = await channel.AskAsync(
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

        var told = await channel.AskAsync(
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = folder.FullPath } }, cancellationToken);
        Check(told.FunctionMetadataResponse.Result, "The list of functions");
        foreach (var metadata in told.FunctionMetadataResponse.FunctionMetadataResults)
        {
            metadata.Directory = folder.FullPath;
            var loaded = await channel.AskAsync(
                new() { FunctionLoadRequest = new() { FunctionId = metadata.FunctionId, Metadata = metadata } },
                cancellationToken);
            Check(loaded.FunctionLoadResponse.Result, $"Loading the function '{metadata.Name}'");
        }

        return new RunningWorker(
            process, channel, new Uri(initialised.WorkerInitResponse.Capabilities["HttpUri"]),
            [.. told.FunctionMetadataResponse.FunctionMetadataResults]);
    }

    public InvocationRequest NewInvocation() =>
        new() { InvocationId = $"invocation-{Interlocked.Increment(ref invocations)}" };

    /// <summary>Lets a function run once on what its trigger brought.</summary>
    /// <param name="cancellationToken">Is passed on to the function, which still decides how it ends.</param>
    /// <exception cref="FunctionFailedException">The function failed.</exception>
    /// <exception cref="WorkerGoneException">The worker ended meanwhile.</exception>
    public async Task InvokeAsync(
        Function function, InvocationRequest invocation, TypedData input, CancellationToken cancellationToken)
    {
        invocation.FunctionId = functionIds[function.Name];
        invocation.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = input });
        invocation.TraceContext ??= new();
        invocation.RetryContext = new();
        var answered = channel.AskAsync(new() { InvocationRequest = invocation }, CancellationToken.None);
        await using var cancel = cancellationToken.Register(() => _ = CancelAsync(invocation.InvocationId));
        var answer = (await answered).InvocationResponse;
        if (answer.Result.Status is not StatusResult.Types.Status.Success)
            throw new FunctionFailedException(function.Name, answer.Result.Exception);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            try
            {
                await channel.TellAsync(new() { WorkerTerminate = new() }, CancellationToken.None);
                await Ended.WaitAsync(StopTimeout);
            }
            catch (Exception gone) when (gone is WorkerGoneException or TimeoutException)
            {
                // It is gone already, or is ended below.
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
            await channel.TellAsync(
                new() { InvocationCancel = new() { InvocationId = invocationId } }, CancellationToken.None);
        }
        catch (WorkerGoneException)
        {
            // Then nothing is left to cancel.
        }
    }

    private static void Check(StatusResult? result, string what)
    {
        if (result?.Status is not StatusResult.Types.Status.Success)
            throw new StartRefusedException($"{what} failed: {result?.Exception?.Message}");
    }
}

/// <summary>A function threw; the message and the stack trace are the worker's.</summary>
internal sealed class FunctionFailedException(string function, RpcException? thrown)
    : Exception($"The function {function} failed: {thrown?.Message} {thrown?.StackTrace}");
