using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Reads a body's bytes, at most one more than allowed. The buffer grows with the received bytes, so a large
/// Content-Length alone allocates nothing.
/// </summary>
internal static class RawBody
{
    private const int InitialBytes = 4 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <returns>Null when the body is too large or too slow.</returns>
    /// <exception cref="MalformedBodyException">It ended early, or its chunked encoding is invalid.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            return await ReadUpToAsync(request.Body, maxBytes, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (IOException)
        {
            throw new MalformedBodyException("The body could not be read to its end.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadUpToAsync(
        Stream body, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(InitialBytes);
        while (buffer.WrittenCount <= maxBytes)
        {
            var free = buffer.GetMemory(InitialBytes);
            var count = Math.Min(free.Length, maxBytes + 1 - buffer.WrittenCount);
            var read = await body.ReadAsync(free[..count], cancellationToken);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
        }

        return null;
    }
}

/// <summary>The body does not have the format of its content type.</summary>
/// <param name="problem">A sentence for the form's developer; it contains nothing of the body.</param>
internal sealed class MalformedBodyException(string problem) : Exception(problem);
