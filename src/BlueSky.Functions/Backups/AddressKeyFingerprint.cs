using System.Security.Cryptography;

namespace BlueSky.Functions.Backups;

/// <summary>Tells address keys apart without revealing them: a derived hash, cut short.</summary>
internal static class AddressKeyFingerprint
{
    private const int Bytes = 8;

    public static string Of(byte[] addressKey) => Convert.ToHexStringLower(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, addressKey, Bytes, info: "backup fingerprint"u8.ToArray()));
}
