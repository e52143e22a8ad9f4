using System.Text;

namespace BlueSky.Functions.Http;

/// <summary>UTF-8 that refuses what it cannot keep: text is stored exactly as sent, or not at all.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding Encoding =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="MalformedBodyException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedBodyException("The body is not valid UTF-8.");
        }
    }
}
