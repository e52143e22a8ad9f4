using System.Security.Cryptography;

namespace BlueSky.Functions.Settings;

/// <summary>A key with an id, which is part of the signed text so that the key can be found.</summary>
internal sealed record SigningKey(string Id, byte[] Bytes);

/// <param name="Keys">For tokens in links: the first signs, all verify.</param>
/// <param name="AddressKey">
/// Turns addresses into row keys. It must never change, or existing recipients are no longer found.
/// </param>
internal sealed record SecretSettings(IReadOnlyList<SigningKey> Keys, byte[] AddressKey) : ISettings<SecretSettings>
{
    public const int MinBytes = 32;

    /// <summary>
    /// For the hashes of submissions, networks and one-time tokens; derived, so that no two uses share a key.
    /// </summary>
    public byte[] SubmissionKey { get; } =
        HKDF.DeriveKey(HashAlgorithmName.SHA256, AddressKey, outputLength: 32, info: "submission id"u8.ToArray());

    /// <summary>For what the front desk's sign-in keeps: hashes of tokens and codes.</summary>
    public byte[] StaffKey { get; } =
        HKDF.DeriveKey(HashAlgorithmName.SHA256, AddressKey, outputLength: 32, info: "staff sign-in"u8.ToArray());

    public static SecretSettings Read(SettingsReader reader)
    {
        var keys = reader.RequiredList("Secrets:Keys", "key, written as id:base64")
            .Select(key => ReadKey(reader, key)).ToList();
        if (keys.Select(key => key.Id).Distinct(StringComparer.Ordinal).Count() != keys.Count)
        {
            reader.Report("Secrets:Keys", "must not use an id twice");
        }

        var addressKey = reader.Required("Secrets:AddressKey");
        return new SecretSettings(
            keys, addressKey.Length == 0 ? new byte[MinBytes] : reader.Secret("Secrets:AddressKey", addressKey));
    }

    private static SigningKey ReadKey(SettingsReader reader, string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return colon is >= 1 and <= 20 && key[..colon].All(char.IsAsciiLetterOrDigit)
            ? new SigningKey(key[..colon], reader.Secret("Secrets:Keys", key[(colon + 1)..]))
            : reader.Malformed("Secrets:Keys", "id:base64, the id of letters and digits", new SigningKey("", []));
    }
}
