using System.Net;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>Whose post it is, as far as the network tells. Counted, compared, and never written down.</summary>
internal sealed class ClientAddress(LimitSettings settings)
{
    /// <summary>Null when nothing says.</summary>
    public IPAddress? Of(HttpRequest request) =>
        (settings.ClientAddressFrom is { } header ? TryParse(LastOf(request.Headers[header].ToString())) : null)
        ?? request.HttpContext.Connection.RemoteIpAddress;

    // Each proxy appends the address it was called from; what stands before the last is the visitor's own say.
    private static string LastOf(string addresses) => addresses[(addresses.LastIndexOf(',') + 1)..].Trim();

    // Azure's proxies add the port: 192.0.2.1:5067, [2001:db8::1]:5067.
    private static IPAddress? TryParse(string text) =>
        IPAddress.TryParse(text, out var address) ? address
            : IPEndPoint.TryParse(text, out var endpoint) ? endpoint.Address
            : null;
}
