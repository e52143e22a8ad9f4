using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Requests;

/// <summary>
/// Senders that staff called spam: their next posts are held back for a while. Only hashes are stored. All methods
/// throw <see cref="StorageUnavailableException"/> on an outage.
/// </summary>
internal interface IBlockedSenders
{
    /// <summary>Blocks senders until a time. Idempotent.</summary>
    Task BlockAsync(IReadOnlyList<string> senders, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>Idempotent.</summary>
    Task UnblockAsync(IReadOnlyList<string> senders, CancellationToken cancellationToken);

    /// <summary>All blocked senders, each with the time until which it is blocked; scans page by page.</summary>
    IAsyncEnumerable<KeyValuePair<string, DateTimeOffset>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Deletes those that were blocked until an earlier time.</summary>
    /// <returns>The number of deleted senders.</returns>
    Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}

/// <summary>The keyed hashes of a submission's address and phone number.</summary>
internal sealed class SenderKeys(SecretSettings secrets)
{
    private readonly byte[] key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, secrets.AddressKey, outputLength: 32, info: "blocked sender"u8.ToArray());

    public IReadOnlyList<string> Of(Submission submission)
    {
        var keys = new List<string>();
        if (submission.Email is { } email && EmailAddress.TryParse(email) is { } address)
        {
            keys.Add(Hash($"email {address.Canonical}"));
        }

        if (submission.PhoneDigits is { Length: > 0 } digits)
        {
            keys.Add(Hash($"phone {WithoutCountryCode(digits)}"));
        }

        return keys;
    }

    // In North America, people write a number with and without its 1.
    private static string WithoutCountryCode(string digits) => digits is ['1', _, _, _, _, _, _, _, _, _, _]
        ? digits[1..]
        : digits;

    private string Hash(string sender) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(sender)));
}
