using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using BlueSky.Functions.Forms;

namespace BlueSky.Functions.Submissions;

/// <summary>
/// What makes two posts the same submission. Everything that a visitor could correct is part of it, so a correction
/// is never swallowed as a repeat.
/// </summary>
/// <param name="EntryPoint">The way it came in: "form", "link", "webhook" or "timer".</param>
/// <remarks>What is thought of a post is no part of it: the id would tell a bot whether it was found out.</remarks>
/// <param name="RepeatKey">See <see cref="Submissions.RepeatKey"/>.</param>
internal sealed record SubmissionIdentity(
    string EntryPoint, string Kind, string RepeatKey, IReadOnlyList<PostedField> Fields);

/// <summary>
/// Ids derived from what they name, under a key: a retry is the same row, and nobody can occupy another's.
/// </summary>
internal static class SubmissionId
{
    /// <summary>Digits and capitals without those that look or sound alike: no 0/O, 1/I/L, U.</summary>
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string Prefix = "BSK";
    private const int GroupLength = 4;

    /// <summary>Two groups make 6.5 × 10¹¹ ids; a collision takes one more.</summary>
    public const int MinGroups = 2;
    public const int MaxGroups = 6;

    /// <summary>The whole hash, in lower-case hex.</summary>
    public static string HashOf(ReadOnlySpan<byte> key, SubmissionIdentity identity)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Append(hmac, identity.EntryPoint);
        Append(hmac, identity.Kind);
        Append(hmac, identity.RepeatKey);
        // The place of a part that is no more: ids stay the same across versions.
        Append(hmac, "");
        foreach (var (name, value) in identity.Fields.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            Append(hmac, name);
            Append(hmac, value);
        }

        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>An id as people say and write it: in any case, with any punctuation. Null for what is none.</summary>
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

    /// <summary>The id that abbreviates a hash, with as many groups of four as asked for.</summary>
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

    // Each part is preceded by its length, so that no two lists of parts read the same.
    private static void Append(IncrementalHash hmac, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hmac.AppendData(length);
        hmac.AppendData(bytes);
    }
}
