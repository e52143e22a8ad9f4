using System.Security.Cryptography;
using System.Text;

namespace BlueSky.Functions.Spam;

/// <summary>A key for the lifetime of the process, so that counters hold only hashes.</summary>
internal static class ProcessKey
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static ReadOnlySpan<byte> Bytes => Key;

    public static string HashOf(string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));
}
