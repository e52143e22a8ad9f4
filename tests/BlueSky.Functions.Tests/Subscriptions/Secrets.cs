using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Tests.Subscriptions;

internal static class Secrets
{
    public static SigningKey K1 { get; } = new("k1", [.. Enumerable.Repeat((byte)1, 32)]);

    public static SigningKey K2 { get; } = new("k2", [.. Enumerable.Repeat((byte)2, 32)]);

    public static SecretSettings With(params SigningKey[] keys) => new(keys, [.. Enumerable.Repeat((byte)7, 32)]);
}
