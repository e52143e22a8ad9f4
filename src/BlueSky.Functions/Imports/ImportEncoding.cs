using System.Text;

namespace BlueSky.Functions.Imports;

/// <summary>
/// Finds out how a file's text is encoded: by its byte order mark; without one, UTF-16 by its zero bytes, UTF-8 if the
/// whole file is valid, and otherwise windows-1252, in which Excel saves.
/// </summary>
internal static class ImportEncoding
{
    private const int SampleBytes = 4 * 1024;

    private const int BlockBytes = 64 * 1024;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <param name="file">Can be read more than once; stays open.</param>
    public static StreamReader Open(Stream file)
    {
        var encoding = Find(file);
        file.Position = 0;
        return new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
    }

    private static Encoding Find(Stream file)
    {
        var sample = new byte[SampleBytes];
        file.Position = 0;
        var length = file.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        return OfSample(sample.AsSpan(0, length)) ?? (IsUtf8(file) ? Encoding.UTF8 : Windows1252);
    }

    private static Encoding? OfSample(ReadOnlySpan<byte> sample)
    {
        if (sample is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0xEF, 0xBB, 0xBF, ..])
        {
            // The reader looks at the mark.
            return Encoding.UTF8;
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < sample.Length; i += 2)
        {
            even += sample[i] == 0 ? 1 : 0;
            odd += sample[i + 1] == 0 ? 1 : 0;
        }

        // Of the two bytes of a Latin letter one is zero: in UTF-16 most pairs have one, always on the same side.
        var most = sample.Length / 4;
        return odd > most && even <= odd / 4 ? Encoding.Unicode
            : even > most && odd <= even / 4 ? Encoding.BigEndianUnicode
            : null;
    }

    private static bool IsUtf8(Stream file)
    {
        var decoder = StrictUtf8.GetDecoder();
        var bytes = new byte[BlockBytes];
        var chars = new char[StrictUtf8.GetMaxCharCount(BlockBytes)];
        file.Position = 0;
        try
        {
            for (var read = file.Read(bytes); read > 0; read = file.Read(bytes))
            {
                decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
            }

            decoder.GetChars(bytes, 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
