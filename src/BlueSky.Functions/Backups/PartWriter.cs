using System.Buffers;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

namespace BlueSky.Functions.Backups;

/// <summary>Writes rows as lines, compressed. Holds one row at a time.</summary>
internal sealed class PartWriter(Stream output) : IAsyncDisposable
{
    /// <summary>A part is held in memory until it is written.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly GZipStream compressed = new(output, CompressionLevel.Optimal, leaveOpen: true);
    private readonly ArrayBufferWriter<byte> line = new();

    /// <summary>Whether the part should end: it is over its size by one row at most.</summary>
    public bool IsFull => output.Position >= MaxBytes;

    public async Task WriteAsync(TableRow row, CancellationToken cancellationToken)
    {
        line.ResetWrittenCount();
        RowText.Write(row, line);
        line.Write("\n"u8);
        await compressed.WriteAsync(line.WrittenMemory, cancellationToken);
    }

    public ValueTask DisposeAsync() => compressed.DisposeAsync();
}

/// <summary>Reads what a <see cref="PartWriter"/> wrote.</summary>
internal static class PartReader
{
    /// <exception cref="InvalidDataException">The part is damaged.</exception>
    public static async IAsyncEnumerable<TableRow> ReadAsync(
        Stream input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decompressed = new GZipStream(input, CompressionMode.Decompress);
        using var lines = new StreamReader(decompressed, Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return RowText.Read(line);
        }
    }
}
