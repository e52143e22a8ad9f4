using System.Text;

namespace BlueSky.Functions.Http;

/// <summary>
/// The text that a value's bytes stand for: UTF-8, or windows-1252 where they are not. Old pages and scripts send that,
/// whatever they say; a person's request is worth more than their correctness.
/// </summary>
internal static class BodyText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Each value is decoded by itself: one bad byte must not garble the others.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Windows1252.GetString(bytes);
        }
    }
}
