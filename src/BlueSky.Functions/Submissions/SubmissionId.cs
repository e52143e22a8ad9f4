using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// Two posts with the same identity are the same submission. Everything that a visitor could correct is part of it, so
/// a correction is never taken for a repeat.
/// </summary>
/// <param name="EntryPoint">"form", "link", "webhook", "timer" or "staff".</param>
/// <remarks>The verdict is not part of it: otherwise the id would tell a bot whether it was detected.</remarks>
/// <param name="RepeatKey">See <see cref="Submissions.RepeatKey"/>.</param>
internal sealed record SubmissionIdentity(
    string EntryPoint, string Kind, string RepeatKey, IReadOnlyList<PostedField> Fields);

/// <summary>
/// Ids derived from the content with a key: a retry gets the same row, and an id cannot be predicted to block it.
/// </summary>
internal static class SubmissionId
{
    /// <summary>Digits and capitals without similar ones: no 0/O, 1/I/L, U.</summary>
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Prefix = "BSK";
    private const int GroupLength = 4;

    /// <summary>Two groups give 6.5 × 10¹¹ ids; on a collision, one more group is used.</summary>
    public const int MinGroups = 2;
    public const int MaxGroups = 6;

    /// <summary>The full hash, in lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> key, SubmissionIdentity identity)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Append(hmac, identity.EntryPoint);
        Append(hmac, identity.Kind);
        Append(hmac, identity.RepeatKey);
        // A part that no longer exists; kept so that ids stay the same across versions.
        Append(hmac, "");
        foreach (var (name, value) in identity.Fields.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            Append(hmac, name);
            Append(hmac, value);
        }

        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Parses an id as people write it: in any case, with any punctuation. Null for other text.</summary>
    public static string? TryParse(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        var groups = letters.StartsWith(Prefix, StringComparison.Ordinal)
            ? letters[Prefix.Length..].Chunk(GroupLength).Select(group => new string(group)).ToList()
            : [];
        return groups.Count is >= MinGroups and <= MaxGroups
            && groups.TrueForAll(group => group.Length == GroupLength && group.All(Alphabet.Contains))
                ? $"{Prefix}-{string.Join('-', groups)}"
                : null;
    }

    /// <summary>The short form of a hash, with the given number of groups of four characters.</summary>
    public static string FromHash(string hash, int groups)
    {
        var number = new BigInteger(Convert.FromHexString(hash), isUnsigned: true, isBigEndian: true);
        var id = new StringBuilder(Prefix);
        for (var i = 0; i < groups * GroupLength; i++)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            id.Append(i % GroupLength == 0 ? "-" : "").Append(Alphabet[(int)digit]);
        }

        return id.ToString();
    }

    // Each part is preceded by its length, so that different lists of parts never give the same bytes.
    private static void Append(IncrementalHash hmac, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hmac.AppendData(length);
        hmac.AppendData(bytes);
    }
}
