using System.Net;
using System.Net.Sockets;

namespace BlueSky.Functions.Http;

/// <summary>
/// Connects only to addresses of the public internet: what people type must not reach what is inside the network, such
/// as the platform's own services.
/// </summary>
internal static class PublicAddresses
{
    // Not public by RFC 6890: this network, private, shared, loopback, link-local, test, benchmark, multicast, reserved.
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "2002::/16", "fc00::/7",
            "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
        // The platform's own service in Azure.
        IPNetwork.Parse("168.63.129.16/32"),
    ];

    /// <summary>A handler that follows no redirects and connects only to public addresses.</summary>
    public static SocketsHttpHandler NewHandler()
    {
        var handler = Web.NewHandler();
        handler.UseProxy = false;
        handler.ConnectCallback = ConnectAsync;
        return handler;
    }

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(
            NotPublic, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        if (Array.FindAll(addresses, IsPublic) is not { Length: > 0 } found)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The address is not public.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
