using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Webhooks;

/// <summary>
/// Verifies that a hook is from Webflow: by a signature, HMAC-SHA256 in hex over the timestamp, a colon and the raw
/// body; or, for hooks created in Webflow's dashboard, which are not signed, by the key in the URL.
/// </summary>
internal sealed class WebflowSignature(WebflowSettings settings, TimeProvider clock)
{
    public const string SignatureHeader = "x-webflow-signature";
    public const string TimestampHeader = "x-webflow-timestamp";
    public const string KeyParameter = "key";

    /// <summary>False when the body need not be read: the request has no valid key and no signature.</summary>
    public bool MayVerify(HttpRequest request) =>
        HasKey(request.Query)
        || (settings.SigningSecret is not null && request.Headers.ContainsKey(SignatureHeader)
            && request.Headers.ContainsKey(TimestampHeader));

    /// <summary>True when the signature or the key is right.</summary>
    public bool Verifies(HttpRequest request, ReadOnlySpan<byte> body) =>
        HasKey(request.Query) || IsSigned(request.Headers, body);

    private bool HasKey(IQueryCollection query) =>
        settings.Key is { } key
        && query[KeyParameter] is [{ } given]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));

    private bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (settings.SigningSecret is not { } secret
            || headers[SignatureHeader] is not [{ Length: 2 * HMACSHA256.HashSizeInBytes } hex]
            || headers[TimestampHeader] is not [{ } timestamp]
            || !IsRecent(timestamp))
        {
            return false;
        }

        var signature = new byte[HMACSHA256.HashSizeInBytes];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{timestamp}:"));
        hmac.AppendData(body);
        return Convert.FromHexString(hex, signature, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(hmac.GetHashAndReset(), signature);
    }

    // In milliseconds since 1970.
    private bool IsRecent(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
        && Math.Abs(clock.GetUtcNow().ToUnixTimeMilliseconds() - sent) <= settings.Tolerance.TotalMilliseconds;
}
