using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Http;

/// <summary>
/// Tokens in links: <c>{key id}.{subject}.{mac}</c>. Each is bound to one purpose, so that it is invalid for any other,
/// and names its key, so that keys can be changed while old links keep working.
/// </summary>
internal sealed class LinkTokens(SecretSettings secrets)
{
    private const int MaxLength = 1_000;
    private const string EscapedEquals = "3D";

    /// <param name="subject">What the link refers to: letters, digits and hyphens.</param>
    public string Issue(string purpose, string subject)
    {
        var key = secrets.Keys[0];
        return $"{key.Id}.{subject}.{Sign(key, purpose, subject)}";
    }

    /// <returns>The token's subject; null when it was not issued here for this purpose.</returns>
    public string? Verify(string purpose, string? token) =>
        token is null or { Length: > MaxLength }
            ? null
            : Readings(token).Select(bare => VerifyBare(purpose, bare)).FirstOrDefault(subject => subject is not null);

    // Mail clients add characters to a link, or insert them: brackets, commas, quotes, white space, line breaks of
    // quoted-printable, a full stop at the end. These are removed. Two cases look like parts of a token: dots that were
    // escaped twice, and "3D" in front of it, from a quoted-printable "=".
    private static IEnumerable<string> Readings(string token)
    {
        var bare = string.Concat(Uri.UnescapeDataString(token).Where(IsTokenCharacter)).Trim('.');
        yield return bare;
        if (bare.StartsWith(EscapedEquals, StringComparison.Ordinal))
        {
            yield return bare[EscapedEquals.Length..];
        }
    }

    private static bool IsTokenCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';

    private string? VerifyBare(string purpose, string token)
    {
        if (token.Split('.') is not [var keyId, var subject, var mac]
            || secrets.Keys.FirstOrDefault(key => key.Id == keyId) is not { } key)
        {
            return null;
        }

        // Compared as text: several spellings of the last character decode to the same bytes.
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(mac), Encoding.UTF8.GetBytes(Sign(key, purpose, subject)))
            ? subject
            : null;
    }

    private static string Sign(SigningKey key, string purpose, string subject) => Base64Url.EncodeToString(
        HMACSHA256.HashData(key.Bytes, Encoding.UTF8.GetBytes($"{purpose}\n{key.Id}\n{subject}")));
}
