using System.Globalization;

namespace BlueSky.Functions.Settings;

/// <summary>
/// The origin at which Google Translate shows a website: <c>https://www.clinic-a.example</c> becomes
/// <c>https://www-clinic--a-example.translate.goog</c>, a host name that no other website gets.
/// </summary>
/// <remarks>
/// Follows the published rules for subdomains of Google's AMP cache. There, a name of more than 63 characters becomes a
/// hash; here, it has no translated origin.
/// </remarks>
internal static class TranslatedOrigin
{
    private const int MaxLabel = 63;

    private static readonly IdnMapping Idn = new();

    /// <returns>Null for what Google cannot translate: a port, an IP address, a host without a domain.</returns>
    public static string? Of(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var url) || !url.IsDefaultPort
            || url.HostNameType != UriHostNameType.Dns || !url.Host.Contains('.'))
        {
            return null;
        }

        var label = Idn.GetUnicode(url.IdnHost).Replace("-", "--", StringComparison.Ordinal).Replace('.', '-');
        // Otherwise it would look like a punycode label.
        label = label.Length > 3 && label[2..4] == "--" ? $"0-{label}-0" : label;
        try
        {
            label = Idn.GetAscii(label);
        }
        catch (ArgumentException)
        {
            return null;
        }

        return label.Length <= MaxLabel ? $"https://{label}.translate.goog" : null;
    }
}
