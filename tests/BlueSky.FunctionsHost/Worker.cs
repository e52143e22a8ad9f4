using BlueSky.EndToEndTests.Hosting;
using BlueSky.FunctionsHost.Protocol;

namespace BlueSky.FunctionsHost;

/// <summary>The app's process, started and spoken to as the Functions host does it.</summary>
internal sealed class Worker : IAsyncDisposable
{
    private const string Id = "worker";
    private const int LargestMessage = int.MaxValue;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ChildProcess process;
    private readonly WorkerChannel channel;
    private int invocations;

    private Worker(ChildProcess process, WorkerChannel channel) => (this.process, this.channel) = (process, channel);

    /// <summary>Where the worker's own web server listens.</summary>
    public Uri Http { get; private set; } = null!;

    public IReadOnlyList<WorkerFunction> Functions { get; private set; } = [];

    /// <param name="app">The folder that would be deployed.</param>
    /// <exception cref="WorkerEndedException">The app ended instead of becoming ready.</exception>
    public static async Task<Worker> StartAsync(
        string app, IReadOnlyDictionary<string, string?> settings, Uri grpc, WorkerChannel channel,
        CancellationToken cancellationToken)
    {
        // As Core Tools: what the environment has wins.
        var environment = settings
            .Select(setting => KeyValuePair.Create(
                setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value ?? ""))
            .Where(setting => Environment.GetEnvironmentVariable(setting.Key) is null)
            .ToDictionary();
        environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app;
        environment["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";
        var started = new Worker(
            ChildProcess.Start(
                "dotnet",
                [
                    Path.Combine(app, "BlueSky.Functions.dll"), "--host", grpc.Host, "--port", $"{grpc.Port}",
                    "--workerId", Id, "--requestId", Id, "--grpcMaxMessageLength", $"{LargestMessage}",
                    "--functions-uri", grpc.ToString(), "--functions-worker-id", Id,
                    "--functions-request-id", Id, "--functions-grpc-max-message-length", $"{LargestMessage}",
                ],
                app, environment),
            channel);
        try
        {
            await started.BecomesReadyAsync(app, cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public InvocationRequest NextInvocation() =>
        new() { InvocationId = $"invocation-{Interlocked.Increment(ref invocations)}" };

    /// <summary>Lets a function run once on what its trigger brought.</summary>
    /// <exception cref="InvalidOperationException">The function failed.</exception>
    public async Task InvokeAsync(
        WorkerFunction function, InvocationRequest invocation, TypedData input, CancellationToken cancellationToken)
    {
        invocation.FunctionId = function.Id;
        invocation.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = input });
        invocation.TraceContext ??= new();
        invocation.RetryContext = new();
        var answer = await channel.AskAsync(new() { InvocationRequest = invocation }, cancellationToken);
        Check(answer.InvocationResponse.Result, $"The function '{function.Name}'");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var patience = new CancellationTokenSource(Grace);
            try
            {
                await channel.TellAsync(new() { WorkerTerminate = new() }, patience.Token);
                await process.WaitForExitAsync(Grace);
            }
            catch (Exception e) when (e is OperationCanceledException or TimeoutException or InvalidOperationException)
            {
                // It never called, or does not end: then it is ended.
            }
        }

        await process.DisposeAsync();
    }

    private async Task BecomesReadyAsync(string app, CancellationToken cancellationToken)
    {
        using var untilItEnds = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = AttachAsync(app, untilItEnds.Token);
        var ended = process.WaitForExitAsync(Timeout.InfiniteTimeSpan);
        if (await Task.WhenAny(ready, ended) != ready)
        {
            await untilItEnds.CancelAsync();
            throw new WorkerEndedException(process.ExitCode, process.Output);
        }

        await ready;
    }

    private async Task AttachAsync(string app, CancellationToken cancellationToken)
    {
        var initialised = await channel.AskAsync(
            new()
            {
                WorkerInitRequest = new()
                {
                    HostVersion = "4.0.0", FunctionAppDirectory = app, WorkerDirectory = app,
                },
            },
            cancellationToken);
        Check(initialised.WorkerInitResponse.Result, "The worker");
        Http = new Uri(initialised.WorkerInitResponse.Capabilities["HttpUri"]);

        var told = await channel.AskAsync(
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = app } }, cancellationToken);
        Check(told.FunctionMetadataResponse.Result, "The list of functions");
        foreach (var metadata in told.FunctionMetadataResponse.FunctionMetadataResults)
        {
            metadata.Directory = app;
            var loaded = await channel.AskAsync(
                new() { FunctionLoadRequest = new() { FunctionId = metadata.FunctionId, Metadata = metadata } },
                cancellationToken);
            Check(loaded.FunctionLoadResponse.Result, $"Loading the function '{metadata.Name}'");
        }

        Functions = [.. told.FunctionMetadataResponse.FunctionMetadataResults
            .Select(WorkerFunction.Read).OrderBy(function => function.Name, StringComparer.Ordinal)];
    }

    private static void Check(StatusResult? result, string what)
    {
        if (result?.Status is not StatusResult.Types.Status.Success)
        {
            throw new InvalidOperationException(
                $"{what} failed: {result?.Exception?.Message}\n{result?.Exception?.StackTrace}");
        }
    }
}

/// <summary>The app's process ended by itself; <see cref="Exception.Message"/> is what it printed.</summary>
internal sealed class WorkerEndedException(int exitCode, string printed) : Exception(printed)
{
    public int ExitCode => exitCode;
}
