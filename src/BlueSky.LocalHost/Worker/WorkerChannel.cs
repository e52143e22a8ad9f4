using System.Collections.Concurrent;
using BlueSky.LocalHost.Worker.Protocol;
using Grpc.Core;

namespace BlueSky.LocalHost.Worker;

/// <summary>The stream between the host and one worker: questions get their answers, log lines are logged.</summary>
internal sealed class WorkerChannel(IServerStreamWriter<StreamingMessage> toWorker, WorkerLog log) : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> asked = new();
    private readonly SemaphoreSlim oneWriter = new(1, 1);
    private volatile bool isClosed;
    private int questions;

    /// <summary>Reads until the worker ends; what it was asked and did not answer fails then.</summary>
    public async Task ReadAsync(IAsyncStreamReader<StreamingMessage> fromWorker, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in fromWorker.ReadAllAsync(cancellationToken))
            {
                if (message.RpcLog is { } line)
                    log.Write(line);
                else if (asked.TryRemove(message.RequestId, out var answer))
                    answer.TrySetResult(message);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            // The worker is gone; its exit code tells the rest.
        }
        finally
        {
            isClosed = true;
            foreach (var question in asked.Values)
                question.TrySetException(new WorkerGoneException());
        }
    }

    /// <exception cref="WorkerGoneException">The worker ended before it answered.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage question, CancellationToken cancellationToken)
    {
        question.RequestId = $"question-{Interlocked.Increment(ref questions)}";
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        asked[question.RequestId] = answer;
        // Seen by the reader's end, or sees it.
        if (isClosed)
            throw new WorkerGoneException();
        await TellAsync(question, cancellationToken);
        return await answer.Task.WaitAsync(cancellationToken);
    }

    /// <exception cref="WorkerGoneException">There is nobody to tell.</exception>
    public async Task TellAsync(StreamingMessage message, CancellationToken cancellationToken)
    {
        await oneWriter.WaitAsync(cancellationToken);
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
            oneWriter.Release();
        }
    }

    public void Dispose() => oneWriter.Dispose();
}

/// <summary>The worker ended, asked to or not.</summary>
internal sealed class WorkerGoneException() : Exception("The app's process ended before it answered.");
