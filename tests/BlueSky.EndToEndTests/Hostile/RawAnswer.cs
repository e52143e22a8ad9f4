using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace BlueSky.EndToEndTests.Hostile;

/// <summary>
/// What a raw socket read until the server hung up; <paramref name="Status"/> is null when it said nothing.
/// </summary>
internal sealed partial record RawAnswer(int? Status, string Text)
{
    /// <summary>The submission's id, if the post was accepted.</summary>
    public string? Id => Status == 200 ? IdPattern().Match(Text).Groups[1].Value : null;

    /// <exception cref="TimeoutException">Neither an answer nor an end within the time.</exception>
    public static async Task<RawAnswer> ToAsync(Uri host, RawRequest request, TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host.Host, host.Port, timeout.Token);
            await using var stream = client.GetStream();
            await WriteAsync(stream, request, timeout.Token);
            return Parse(await ReadToEndAsync(stream, timeout.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{request.Kind}: neither an answer nor an end within {within}.");
        }
    }

    private static async Task WriteAsync(NetworkStream stream, RawRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(request.Bytes, cancellationToken);
            if (request.EndsEarly)
            {
                stream.Socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The server may refuse before it has read all; what it said is still to be read.
        }
    }

    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        try
        {
            await stream.CopyToAsync(read, cancellationToken);
        }
        catch (IOException)
        {
            // A reset instead of an end: what came before it counts.
        }

        return read.ToArray();
    }

    private static RawAnswer Parse(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var status = StatusPattern().Match(text);
        return new RawAnswer(
            status.Success ? int.Parse(status.Groups[1].Value, CultureInfo.InvariantCulture) : null, text);
    }

    [GeneratedRegex(@"^HTTP/1\.1 (\d{3})")]
    private static partial Regex StatusPattern();

    [GeneratedRegex("\"id\":\"([^\"]+)\"")]
    private static partial Regex IdPattern();
}
