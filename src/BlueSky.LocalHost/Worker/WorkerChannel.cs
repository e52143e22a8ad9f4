using System.Collections.Concurrent;
using BlueSky.LocalHost.Worker.Protocol;
using Grpc.Core;

namespace BlueSky.LocalHost.Worker;

/// <summary>The stream between the host and one worker: matches responses to requests, and logs log messages.</summary>
internal sealed class WorkerChannel(IServerStreamWriter<StreamingMessage> toWorker, WorkerLog log) : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> pending = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private volatile bool isClosed;
    private int requests;

    /// <summary>Reads until the worker ends; then requests without a response fail.</summary>
    public async Task ReadAsync(IAsyncStreamReader<StreamingMessage> fromWorker, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in fromWorker.ReadAllAsync(cancellationToken))
            {
                if (message.RpcLog is { } line)
                    log.Write(line);
                else if (pending.TryRemove(message.RequestId, out var response))
                    response.TrySetResult(message);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The worker has ended; its exit code says why.
        }
        finally
        {
            isClosed = true;
            foreach (var response in pending.Values)
                response.TrySetException(new WorkerGoneException());
        }
    }

    /// <exception cref="WorkerGoneException">The worker ended before it responded.</exception>
    public async Task<StreamingMessage> RequestAsync(StreamingMessage request, CancellationToken cancellationToken)
    {
        request.RequestId = $"request-{Interlocked.Increment(ref requests)}";
        var response = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[request.RequestId] = response;
        // Either ReadAsync's end sees the request above, or this sees isClosed.
        if (isClosed)
            throw new WorkerGoneException();
        await SendAsync(request, cancellationToken);
        return await response.Task.WaitAsync(cancellationToken);
    }

    /// <exception cref="WorkerGoneException">The worker has ended.</exception>
    public async Task SendAsync(StreamingMessage message, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            await toWorker.WriteAsync(message, cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException or Grpc.Core.RpcException)
        {
            throw new WorkerGoneException();
        }
        finally
        {
            writing.Release();
        }
    }

    public void Dispose() => writing.Dispose();
}

/// <summary>The worker has ended for any reason.</summary>
internal sealed class WorkerGoneException() : Exception("The app's process ended before it answered.");
