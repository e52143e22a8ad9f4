using System.Text;

namespace BlueSky.Functions.Settings;

/// <summary>Origins in the one spelling that browsers send: lower case, punycode, no default port.</summary>
internal static class Origin
{
    public static string Of(Uri url) => $"{url.Scheme}://{HostOf(url)}{(url.IsDefaultPort ? "" : $":{url.Port}")}";

    /// <summary>The browser's spelling of what a person wrote; null when it is not an origin.</summary>
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
            // IdnHost leaves out the brackets of an IPv6 address.
            return url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost.ToLowerInvariant();
        }
        catch (UriFormatException)
        {
            // No host can have this name, which Uri takes for one all the same.
            return url.Host;
        }
    }
}
