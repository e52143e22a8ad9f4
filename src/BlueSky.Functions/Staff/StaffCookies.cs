using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Settings;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>The front desk's cookies. Over https, a prefix keeps other hosts of the domain from setting them.</summary>
internal sealed class StaffCookies(SiteSettings site)
{
    private const int MaxLength = 1_000;

    /// <summary>Long enough to answer an email, and to find the page again on the next day.</summary>
    private static readonly TimeSpan BrowserFor = TimeSpan.FromDays(1);

    private static readonly TimeSpan DeviceFor = TimeSpan.FromDays(365);

    private readonly bool isSecure = site.BaseUrl.Scheme == Uri.UriSchemeHttps;

    private string SessionName => NameOf("session");

    private string BrowserName => NameOf("browser");

    private string DeviceName => NameOf("device");

    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string? SessionOf(HttpRequest request) => Read(request, SessionName);

    public AskingBrowser? BrowserOf(HttpRequest request) =>
        Read(request, BrowserName) is { } value ? AskingBrowser.TryParse(value) : null;

    /// <summary>The token of a browser in which someone has signed in before.</summary>
    public string? DeviceOf(HttpRequest request) => Read(request, DeviceName);

    // Lax: staff come from a link in their webmail, and a GET changes nothing.
    /// <param name="lifetime">Null until the browser is closed.</param>
    public void SetSession(HttpResponse response, string token, TimeSpan? lifetime) =>
        Write(response, SessionName, token, SameSiteMode.Lax, lifetime);

    public void SetBrowser(HttpResponse response, AskingBrowser browser) =>
        Write(response, BrowserName, browser.ToString(), SameSiteMode.Strict, BrowserFor);

    public void SetDevice(HttpResponse response, string token) =>
        Write(response, DeviceName, token, SameSiteMode.Strict, DeviceFor);

    public void RemoveSession(HttpResponse response) => Remove(response, SessionName, SameSiteMode.Lax);

    public void RemoveBrowser(HttpResponse response) => Remove(response, BrowserName, SameSiteMode.Strict);

    private string NameOf(string name) => $"{(isSecure ? "__Host-" : "")}bluesky-{name}";

    private static string? Read(HttpRequest request, string name) =>
        request.Cookies[name] is { Length: > 0 and <= MaxLength } value ? value : null;

    private void Write(HttpResponse response, string name, string value, SameSiteMode sameSite, TimeSpan? lifetime)
    {
        var options = OptionsFor(sameSite);
        options.MaxAge = lifetime;
        response.Cookies.Append(name, value, options);
    }

    private void Remove(HttpResponse response, string name, SameSiteMode sameSite) =>
        response.Cookies.Delete(name, OptionsFor(sameSite));

    private CookieOptions OptionsFor(SameSiteMode sameSite) => new()
    {
        Path = "/",
        HttpOnly = true,
        Secure = isSecure,
        SameSite = sameSite,
    };
}

/// <summary>The browser that asks for a code.</summary>
/// <param name="Address">
/// The typed address, to show it again; the table does not hold it. Null before it was typed.
/// </param>
internal sealed record AskingBrowser(string Token, string? Address = null)
{
    public static AskingBrowser New() => new(StaffCookies.NewToken());

    /// <summary>Null for a value that was not written by this app.</summary>
    public static AskingBrowser? TryParse(string value)
    {
        var parts = value.Split('.');
        if (parts.Length > 2 || parts[0].Length < 40 || !parts.All(part => Base64Url.IsValid(part)))
        {
            return null;
        }

        return new AskingBrowser(
            parts[0], parts.Length == 2 ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])) : null);
    }

    public override string ToString() =>
        Address is null ? Token : $"{Token}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Address))}";
}
