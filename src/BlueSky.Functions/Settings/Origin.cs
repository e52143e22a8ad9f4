using System.Text;

namespace BlueSky.Functions.Settings;

/// <summary>Origins in the spelling that browsers send: lower case, punycode, no default port.</summary>
internal static class Origin
{
    public static string Of(Uri url) => $"{url.Scheme}://{HostOf(url)}{(url.IsDefaultPort ? "" : $":{url.Port}")}";

    /// <summary>Converts an origin to the browser's spelling; null when the text is not an origin.</summary>
    public static string? TryNormalize(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is ("http" or "https")
        && url is { UserInfo: "", PathAndQuery: "/", Fragment: "", Host.Length: > 0 }
        && Of(url) is var origin && Ascii.IsValid(origin)
            ? origin
            : null;

    private static string HostOf(Uri url)
    {
        try
        {
            // IdnHost omits the brackets of an IPv6 address.
            return url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            // Not a valid host name, although Uri accepts it.
            return url.Host;
        }
    }
}
