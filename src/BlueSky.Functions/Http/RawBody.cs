using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// A body's bytes as they were sent. Reads one byte more than allowed at most: the server's own limit would break the
/// connection instead of answering.
/// </summary>
internal static class RawBody
{
    /// <returns>Null when there are more bytes than allowed.</returns>
    /// <exception cref="MalformedBodyException">It ended early, came too slowly or was chunked wrongly.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        try
        {
            var buffer = new byte[(request.ContentLength ?? maxBytes) + 1];
            var length = await request.Body.ReadAtLeastAsync(
                buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > maxBytes)
            {
                // In a conditional expression null would become an empty Memory.
                return null;
            }

            return buffer.AsMemory(0, length);
        }
        catch (IOException)
        {
            throw new MalformedBodyException("The body could not be read to its end.");
        }
    }
}
