using System.Net;
using System.Net.Sockets;

namespace BlueSky.LocalHost.Settings;

/// <summary>
/// The addresses of <c>--urls</c>, bound before anything else starts: port 0 becomes a real port for the app's
/// settings, and no other process can use it meanwhile.
/// </summary>
internal sealed class ListenAddresses : IDisposable
{
    private const int Backlog = 512;
    private readonly List<Socket> sockets = [];

    private ListenAddresses()
    {
    }

    /// <summary>The URL of the first address for clients on this machine.</summary>
    public Uri Website { get; private set; } = null!;

    public IEnumerable<EndPoint> EndPoints => sockets.Select(socket => socket.LocalEndPoint!);

    public Socket SocketFor(EndPoint endPoint) => sockets.Single(socket => socket.LocalEndPoint!.Equals(endPoint));

    public static ListenAddresses Bind(string urls)
    {
        var addresses = new ListenAddresses();
        try
        {
            foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                addresses.Bind(url, Parse(url));
        }
        catch
        {
            addresses.Dispose();
            throw;
        }

        return addresses.sockets.Count > 0 ? addresses : throw Malformed(urls);
    }

    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private void Bind(string url, IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        sockets.Add(socket);
        try
        {
            socket.Bind(endPoint);
            // Only listening reserves the port. Kestrel may listen again on the same socket.
            socket.Listen(Backlog);
        }
        catch (SocketException failure)
        {
            throw new StartRefusedException(
                (failure.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"LocalHost cannot listen on {url}: another program, perhaps another LocalHost, has the port. "
                        + "Stop it, "
                    : $"LocalHost cannot listen on {url} ({failure.SocketErrorCode}). Take this machine's address, ")
                + "or choose a port with --urls http://127.0.0.1:7072 (port 0 takes a free one).");
        }

        Website ??= ReachedAt(url, (IPEndPoint)socket.LocalEndPoint!);
    }

    private static Uri ReachedAt(string url, IPEndPoint endPoint) =>
        url.Contains("localhost", StringComparison.OrdinalIgnoreCase) || !IPAddress.IsLoopback(endPoint.Address)
            ? new Uri($"http://localhost:{endPoint.Port}")
            : new Uri($"http://{endPoint}");

    private static IPEndPoint Parse(string url)
    {
        var anyHost = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
            .Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(anyHost, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp
            || uri.AbsolutePath != "/")
            throw Malformed(url);
        if (uri.IsLoopback && uri.HostNameType == UriHostNameType.Dns)
            return new IPEndPoint(IPAddress.Loopback, uri.Port);
        return IPAddress.TryParse(uri.DnsSafeHost, out var address)
            ? new IPEndPoint(address, uri.Port)
            : throw Malformed(url);
    }

    private static StartRefusedException Malformed(string urls) => new(
        $"--urls {urls} is not an address LocalHost can listen on: give http, an IP address or localhost, and a port, "
        + "as in --urls http://127.0.0.1:7071.");
}
