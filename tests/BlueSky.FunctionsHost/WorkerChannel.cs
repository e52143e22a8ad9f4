using System.Collections.Concurrent;
using BlueSky.FunctionsHost.Protocol;
using Grpc.Core;

namespace BlueSky.FunctionsHost;

/// <summary>The stream between host and worker: questions get their answers, log lines are printed.</summary>
internal sealed class WorkerChannel(TextWriter log) : FunctionRpc.FunctionRpcBase, IDisposable
{
    private readonly TaskCompletionSource<IServerStreamWriter<StreamingMessage>> opened =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> asked = new();
    private readonly SemaphoreSlim oneWriter = new(1, 1);
    private int questions;

    /// <summary>The worker calls the host, and stays.</summary>
    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context)
    {
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            {
                if (message.ContentCase is StreamingMessage.ContentOneofCase.StartStream)
                    opened.TrySetResult(responseStream);
                else if (message.RpcLog is { } line)
                    Print(line);
                else if (asked.TryRemove(message.RequestId, out var answer))
                    answer.TrySetResult(message);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The worker is gone; its exit code tells the rest.
        }
        finally
        {
            foreach (var question in asked.Values)
                question.TrySetException(new InvalidOperationException("The app ended before it answered."));
        }
    }

    /// <summary>Waits for the worker's call first.</summary>
    public async Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellationToken)
    {
        question.RequestId = $"question-{Interlocked.Increment(ref questions)}";
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[question.RequestId] = answer;
        await TellAsync(question, cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    public async Task TellAsync(StreamingMessage message, CancellationToken cancellationToken)
    {
        var stream = await opened.Task.WaitAsync(cancellationToken);
        await oneWriter.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(message, cancellationToken);
        }
        finally
        {
            oneWriter.Release();
        }
    }

    public void Dispose() => oneWriter.Dispose();

    private void Print(RpcLog line)
    {
        log.WriteLine($"{line.Level} {line.Category}: {line.Message}");
        if (line.Exception is { } exception)
            log.WriteLine($"{exception.Message}\n{exception.StackTrace}");
    }
}
