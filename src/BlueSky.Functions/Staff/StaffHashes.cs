using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Staff;

/// <summary>Keyed hashes, in lower-case hex, each bound to one use.</summary>
internal sealed class StaffHashes(SecretSettings secrets)
{
    /// <summary>Identifies a person; the same as a recipient's key.</summary>
    public string PersonOf(EmailAddress address) => RecipientKey.For(address, secrets.AddressKey);

    /// <summary>The key of the asking browser's request for a code.</summary>
    public string RequestOf(string browserToken) => Hash("browser", browserToken);

    /// <summary>The key of the code that the operator makes for a person.</summary>
    public string OperatorsRequestFor(string person) => Hash("operator", person);

    /// <param name="request">The key of the request that the code belongs to: it is of no use for another.</param>
    public string CodeOf(string request, string digits) => Hash("code", $"{request}\n{digits}");

    /// <summary>The key of a session.</summary>
    public string SessionOf(string sessionToken) => Hash("session", sessionToken);

    /// <summary>An account at the platform.</summary>
    public string AccountOf(string tenant, string objectId) => Hash("account", $"{tenant}\n{objectId}");

    /// <summary>What forms must send with the cookie that has this token.</summary>
    public string CsrfOf(string token) => Hash("csrf", token);

    public static bool AreEqual(string one, string other) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private string Hash(string use, string text) => Convert.ToHexStringLower(
        HMACSHA256.HashData(secrets.StaffKey, Encoding.UTF8.GetBytes($"{use}\n{text}")));
}
