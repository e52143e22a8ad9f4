using System.Collections.Concurrent;
using BlueSky.LocalHost.Worker.Protocol;
using Grpc.Core;

namespace BlueSky.LocalHost.Worker;

/// <summary>The gRPC service for workers. Each worker makes one call, a stream that lasts until it ends.</summary>
internal sealed class WorkerRpc(WorkerLog log) : FunctionRpc.FunctionRpcBase
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<WorkerChannel>> expected = new();

    /// <summary>Completes when the worker with that id has connected.</summary>
    public Task<WorkerChannel> Expect(string workerId) => expected.GetOrAdd(workerId, _ =>
        new TaskCompletionSource<WorkerChannel>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Remove(string workerId) => expected.TryRemove(workerId, out _);

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context)
    {
        if (!await requestStream.MoveNext(context.CancellationToken)
            || requestStream.Current.StartStream is not { } start
            || !expected.TryGetValue(start.WorkerId, out var caller))
            return;

        using var channel = new WorkerChannel(responseStream, log);
        caller.TrySetResult(channel);
        await channel.ReadAsync(requestStream, context.CancellationToken);
    }
}
