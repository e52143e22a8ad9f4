using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace BlueSky.Functions.Storage;

/// <summary>
/// Writes a blob block by block, with one block in memory. The blob appears when it is committed. Blocks that are never
/// committed are removed by the service after a week.
/// </summary>
internal sealed class BlockStream(BlockBlobClient blob) : Stream
{
    private const int BlockSize = 4 * 1024 * 1024;

    /// <summary>In each block's id, so that two runs that write the same blob do not mix their blocks.</summary>
    private readonly string run = RandomNumberGenerator.GetHexString(16, lowercase: true);

    private readonly List<string> blocks = [];
    private readonly byte[] block = new byte[BlockSize];
    private int used;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var count = Math.Min(buffer.Length, BlockSize - used);
            buffer[..count].CopyTo(block.AsMemory(used));
            used += count;
            buffer = buffer[count..];
            if (used == BlockSize)
            {
                await StageAsync(cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <exception cref="Azure.RequestFailedException">The blob exists, or an outage.</exception>
    public async Task CommitAsync(CommitBlockListOptions options, CancellationToken cancellationToken)
    {
        if (used > 0)
        {
            await StageAsync(cancellationToken);
        }

        await blob.CommitBlockListAsync(blocks, options, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    // Blocks are sent when they are full.
    public override void Flush()
    {
    }

    private async Task StageAsync(CancellationToken cancellationToken)
    {
        var id = Convert.ToBase64String(Encoding.ASCII.GetBytes(
            run + blocks.Count.ToString("D6", CultureInfo.InvariantCulture)));
        using var content = new MemoryStream(block, 0, used, writable: false);
        await blob.StageBlockAsync(id, content, cancellationToken: cancellationToken);
        blocks.Add(id);
        used = 0;
    }
}
