using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Recipients;

namespace BlueSky.Functions.Operations;

/// <summary>
/// Names a person in the audit so that uses about the same one can be told to be so, and nobody can read who it is.
/// </summary>
internal static class AuditSubject
{
    private const int Digits = 12;

    /// <summary>The beginning of the recipient's row key.</summary>
    public static string Of(EmailAddress address, byte[] addressKey) =>
        $"recipient {RecipientKey.For(address, addressKey)[..Digits]}";

    public static string OfPhone(string phoneDigits, byte[] addressKey)
    {
        var hash = HMACSHA256.HashData(addressKey, Encoding.UTF8.GetBytes($"phone {phoneDigits}"));
        return $"phone {Convert.ToHexStringLower(hash)[..Digits]}";
    }
}
