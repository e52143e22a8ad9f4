using System.Text;
using System.Text.Unicode;

namespace BlueSky.Functions.Http;

/// <summary>
/// The text that a value's bytes stand for: UTF-8, or windows-1252 where they are not. Old pages and scripts send that,
/// whatever they say; a person's request is worth more than their correctness.
/// </summary>
internal static class BodyText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// Each value is decoded by itself: one bad byte must not garble the others. An exception for each of a thousand
    /// values would cost more than all the rest of a post.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        (Utf8.IsValid(bytes) ? Encoding.UTF8 : Windows1252).GetString(bytes);
}
