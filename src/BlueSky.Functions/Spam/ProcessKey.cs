using System.Security.Cryptography;
using System.Text;

namespace BlueSky.Functions.Spam;

/// <summary>A key that lives as long as the process: what is only counted is not held in the clear.</summary>
internal static class ProcessKey
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static ReadOnlySpan<byte> Bytes => Key;

    public static string HashOf(string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));
}
