using System.Net;
using System.Net.Sockets;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// The client's IP address. It is used for limits and never logged; stored is only a keyed hash of its network, which
/// changes each day.
/// </summary>
internal sealed class ClientAddress(LimitSettings settings)
{
    /// <summary>Null when unknown.</summary>
    public IPAddress? Of(HttpRequest request) =>
        (settings.ClientAddressFrom is { } header ? TryParse(LastOf(request.Headers[header].ToString())) : null)
        ?? request.HttpContext.Connection.RemoteIpAddress;

    // Each proxy appends the address of its client; the client itself can send any values before the last one.
    private static string LastOf(string addresses) => addresses[(addresses.LastIndexOf(',') + 1)..].Trim();

    // Azure's proxies add the port: 192.0.2.1:5067, [2001:db8::1]:5067.
    private static IPAddress? TryParse(string text) =>
        IPAddress.TryParse(text, out var address) ? address
            : IPEndPoint.TryParse(text, out var endpoint) ? endpoint.Address
            : null;
}

/// <summary>The network by which posts are counted.</summary>
internal static class ClientNetwork
{
    // Loopback, private, shared by carriers, link-local: RFC 1122, 1918, 6598, 3927, 4193, 4291.
    private static readonly IPNetwork[] Internal = Array.ConvertAll<string, IPNetwork>(
        [
            "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16",
            "::1/128", "fc00::/7", "fe80::/10",
        ],
        IPNetwork.Parse);

    /// <summary>An IPv4 address, or the /64 of an IPv6 address, which one subscriber controls.</summary>
    public static string Of(IPAddress? address) => Unmapped(address) switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } six =>
            new IPAddress([.. six.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]).ToString(),
        var four => four.ToString(),
    };

    /// <summary>For hourly quotas: an IPv4 address, or the /48 of an IPv6 address, which one subscriber may control.</summary>
    public static string QuotaNetworkOf(IPAddress? address) => Unmapped(address) switch
    {
        { AddressFamily: AddressFamily.InterNetworkV6 } six =>
            new IPAddress([.. six.GetAddressBytes().AsSpan(0, 6), .. new byte[10]]).ToString(),
        var other => Of(other),
    };

    /// <summary>
    /// Whether it is not an address of the internet: the platform's own address, which all visitors share, or a client
    /// on this machine.
    /// </summary>
    public static bool IsInternal(IPAddress? address) =>
        Unmapped(address) is not { } known || Internal.Any(network => network.Contains(known));

    private static IPAddress? Unmapped(IPAddress? address) =>
        address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
