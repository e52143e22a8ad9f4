using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Subscriptions;

/// <summary>
/// Tokens in links: <c>{key id}.{subject}.{mac}</c>. Each is bound to one purpose, so that a link for one thing opens
/// nothing else, and to a key by name, so that keys can be changed while old links go on working.
/// </summary>
internal sealed class LinkTokens(SecretSettings secrets)
{
    /// <param name="subject">What the link is about; letters and digits.</param>
    public string Issue(string purpose, string subject)
    {
        var key = secrets.Keys[0];
        return $"{key.Id}.{subject}.{Base64Url.EncodeToString(Sign(key, purpose, subject))}";
    }

    /// <returns>The token's subject; null when it was not issued here for this purpose.</returns>
    public string? Verify(string purpose, string? token)
    {
        if (token?.Split('.') is not [var keyId, var subject, var mac]
            || secrets.Keys.FirstOrDefault(key => key.Id == keyId) is not { } key)
        {
            return null;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return mac.Length == Base64Url.GetEncodedLength(given.Length)
            && Base64Url.TryDecodeFromChars(mac, given, out var length) && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, Sign(key, purpose, subject))
            ? subject
            : null;
    }

    private static byte[] Sign(SigningKey key, string purpose, string subject) =>
        HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"{purpose}\n{key.Id}\n{subject}"));
}
