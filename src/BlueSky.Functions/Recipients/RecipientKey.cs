using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Recipients;

/// <summary>Addresses are never keys: a recipient is found by a keyed hash of the address.</summary>
internal static class RecipientKey
{
    /// <summary>HMAC-SHA256 of the canonical address, in lower-case hex.</summary>
    public static string For(EmailAddress address, ReadOnlySpan<byte> addressKey) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(addressKey, Encoding.UTF8.GetBytes(address.Canonical)));

    /// <summary>The key's first two digits: 256 partitions.</summary>
    public static string PartitionOf(string key) => key[..2];
}
