using System.Net;
using System.Net.Sockets;

namespace BlueSky.Functions.Http;

/// <summary>What posts are counted by.</summary>
internal static class ClientNetwork
{
    /// <summary>An IPv4 address, or the /64 that one IPv6 subscriber gets to choose addresses from.</summary>
    public static string Of(IPAddress? address) => address switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } =>
            new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString(),
        _ => address.ToString(),
    };
}
