using System.Globalization;
using System.Net.Sockets;
using System.Text;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Hostile;

/// <summary>
/// Bodies that the app does not read to their end: the answer gets out however large they are and however slowly they
/// come. The Functions host makes a 500 of an answer that it cannot read.
/// </summary>
[Collection(nameof(DefaultsHost))]
public sealed class LargeBodyTests(DefaultsHost defaults)
{
    // Kestrel's own limit is 30,000,000 bytes.
    private const int Megabytes31 = 31_000_000;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("application/x-www-form-urlencoded", true, 413)]
    [InlineData("application/x-www-form-urlencoded", false, 413)]
    [InlineData("text/csv", true, 415)]
    public async Task Thirty_one_megabytes_are_refused_with_an_answer(string type, bool chunked, int status) =>
        Assert.Equal(status, await PostAsync(type, chunked, Megabytes31, pieces: 31, TimeSpan.Zero));

    // Ten seconds: the worker's web server waits 5 for a body that nobody reads.
    [Theory(Timeout = TimeLimit.EndToEnd)]
    [InlineData("/api/subscribe", "application/x-www-form-urlencoded", true, 413)]
    [InlineData("/api/subscribe", "application/x-www-form-urlencoded", false, 413)]
    [InlineData("/api/subscribe", "text/csv", true, 415)]
    [InlineData("/api/f/none", "text/csv", false, 404)]
    [InlineData("/api/health", "text/csv", true, 405)]
    public async Task A_large_body_that_comes_slowly_is_refused_with_an_answer(
        string path, string type, bool chunked, int status) =>
        Assert.Equal(
            status, await PostAsync(type, chunked, bytes: 200_000, pieces: 20, TimeSpan.FromSeconds(0.5), path));

    private async Task<int> PostAsync(
        string type, bool chunked, int bytes, int pieces, TimeSpan pause, string path = "/api/subscribe")
    {
        using var timeout = new CancellationTokenSource(Within);
        using var client = new TcpClient();
        await client.ConnectAsync(defaults.Host.Address.Host, defaults.Host.Address.Port, timeout.Token);
        await using var stream = client.GetStream();
        await WriteAsync(stream, string.Join("\r\n", [
            $"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json", $"Content-Type: {type}",
            "Connection: close", chunked ? "Transfer-Encoding: chunked" : $"Content-Length: {bytes}", "", ""]));
        var piece = new string('a', bytes / pieces);
        for (var sent = 0; sent < pieces; sent++)
        {
            await WriteAsync(stream, chunked ? $"{piece.Length:x}\r\n{piece}\r\n" : piece);
            await Task.Delay(pause, timeout.Token);
        }

        await WriteAsync(stream, chunked ? "0\r\n\r\n" : "");
        using var reader = new StreamReader(stream);
        var statusLine = await reader.ReadLineAsync(timeout.Token);
        return int.Parse(statusLine!.Split(' ')[1], CultureInfo.InvariantCulture);

        async Task WriteAsync(NetworkStream to, string text) =>
            await to.WriteAsync(Encoding.ASCII.GetBytes(text), timeout.Token);
    }
}
