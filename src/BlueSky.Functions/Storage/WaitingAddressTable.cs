using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>The chunks of all imports in table <c>Imports</c>.</summary>
internal sealed class WaitingAddressTable(TableServiceClient storage) : IWaitingAddresses
{
    private readonly Table table = new(storage, TableName.Imports);

    public async IAsyncEnumerable<WaitingAddress> FindAsync(
        IReadOnlyCollection<EmailAddress> addresses, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in ReadAllAsync(cancellationToken))
        {
            foreach (var line in ImportEntity.ToLines(chunk).Where(line => line.IsOneOf(addresses)))
            {
                yield return new WaitingAddress(chunk.PartitionKey, line.Email);
            }
        }
    }

    public async Task RemoveAsync(
        IReadOnlyCollection<EmailAddress> addresses, CancellationToken cancellationToken)
    {
        await foreach (var chunk in ReadAllAsync(cancellationToken))
        {
            for (var current = chunk; current is not null && !await TryRemoveAsync(current);)
            {
                current = await table.FindAsync(chunk.PartitionKey, chunk.RowKey, cancellationToken);
            }
        }

        async Task<bool> TryRemoveAsync(TableEntity chunk)
        {
            var lines = ImportEntity.ToLines(chunk);
            var without = lines.Select(line => line.Without(addresses)).ToList();
            return without.SequenceEqual(lines) || await table.TryUpdateAsync(
                ImportEntity.OfChunk(chunk.PartitionKey, chunk.RowKey, without), chunk.ETag.ToString(),
                TableUpdateMode.Replace, cancellationToken) is not null;
        }
    }

    private IAsyncEnumerable<TableEntity> ReadAllAsync(CancellationToken cancellationToken) =>
        table.QueryAsync(
            $"RowKey ge {ImportTable.ChunkPrefix} and RowKey lt {ImportTable.AfterChunks}", cancellationToken);
}
