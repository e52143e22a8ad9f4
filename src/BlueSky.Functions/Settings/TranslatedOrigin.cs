using System.Globalization;

namespace BlueSky.Functions.Settings;

/// <summary>
/// Where Google Translate shows a website: <c>https://www.clinic-a.example</c> becomes
/// <c>https://www-clinic--a-example.translate.goog</c>, a host name that Google gives to nobody else.
/// </summary>
/// <remarks>
/// By the rules that Google's AMP cache publishes for its subdomains. A name of more than 63 characters is a hash
/// there, and has no translated origin here.
/// </remarks>
internal static class TranslatedOrigin
{
    private const int MaxLabel = 63;

    private static readonly IdnMapping Idn = new();

    /// <returns>Null for what Google cannot show: a port, an IP address, a host without a domain.</returns>
    public static string? Of(string origin)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var url) || !url.IsDefaultPort
            || url.HostNameType != UriHostNameType.Dns || !url.Host.Contains('.'))
        {
            return null;
        }

        var label = Idn.GetUnicode(url.IdnHost).Replace("-", "--", StringComparison.Ordinal).Replace('.', '-');
        // Or it would look like an encoded name.
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
