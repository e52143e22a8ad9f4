using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// A body's bytes as they were sent. Reads one byte more than allowed at most, into a buffer that grows with what
/// comes: what a request announces costs nothing.
/// </summary>
internal static class RawBody
{
    private const int InitialBytes = 4 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <returns>Null when there are more bytes than allowed, or not all of them came in time.</returns>
    /// <exception cref="MalformedBodyException">It ended early or was chunked wrongly.</exception>
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
            var room = buffer.GetMemory(InitialBytes);
            var wanted = Math.Min(room.Length, maxBytes + 1 - buffer.WrittenCount);
            var read = await body.ReadAsync(room[..wanted], cancellationToken);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
        }

        return null;
    }
}

/// <summary>A body that does not have the form its content type promises.</summary>
/// <param name="problem">A sentence for whoever wrote the form; it quotes nothing from the body.</param>
internal sealed class MalformedBodyException(string problem) : Exception(problem);
