using System.Text;
using System.Text.Unicode;

namespace BlueSky.Functions.Http;

/// <summary>
/// Decodes a value as UTF-8 or, if it is not valid UTF-8, as windows-1252. Old pages and scripts send that, whatever
/// charset they declare, and a person's request must not be lost because of it.
/// </summary>
internal static class BodyText
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// Each value is decoded separately, so that one invalid byte does not affect the others. Validates first, because
    /// an exception for each of 1,000 values would cost more than the rest of the request.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        (Utf8.IsValid(bytes) ? Encoding.UTF8 : Windows1252).GetString(bytes);
}
