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
        return $"{key.Id}.{subject}.{Sign(key, purpose, subject)}";
    }

    /// <returns>The token's subject; null when it was not issued here for this purpose.</returns>
    public string? Verify(string purpose, string? token)
    {
        if (token?.Split('.') is not [var keyId, var subject, var mac]
            || secrets.Keys.FirstOrDefault(key => key.Id == keyId) is not { } key)
        {
            return null;
        }

        // Compared as written: several spellings of the last character decode to the same bytes.
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(Sign(key, purpose, subject)))
            ? subject
            : null;
    }

    private static string Sign(SigningKey key, string purpose, string subject) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"{purpose}\n{key.Id}\n{subject}")));
}
