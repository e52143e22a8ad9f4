using System.Security.Cryptography;

namespace BlueSky.EndToEndTests;

/// <summary>Test data that no other test, nor another run beside this one, uses.</summary>
internal static class Some
{
    private static int count;

    public static string Address() => $"visitor-{Interlocked.Increment(ref count)}-{Token()}@example.org";

    public static string Token() => RandomNumberGenerator.GetHexString(10, lowercase: true);
}
