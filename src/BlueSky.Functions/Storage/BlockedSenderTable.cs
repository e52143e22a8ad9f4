using Azure.Data.Tables;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.Storage;

/// <summary>Table <c>Desk</c>, partition <c>blocked</c>: a row per blocked sender, with its hash as the key.</summary>
internal sealed class BlockedSenderTable(TableServiceClient storage) : IBlockedSenders
{
    private const string Partition = "blocked";

    private readonly Table table = new(storage, TableName.Desk);

    public Task BlockAsync(
        IReadOnlyList<string> senders, DateTimeOffset until, CancellationToken cancellationToken) =>
        Task.WhenAll(senders.Select(sender => table.WriteAsync(
            new TableEntity(Partition, sender) { ["Until"] = until }, cancellationToken)));

    public Task UnblockAsync(IReadOnlyList<string> senders, CancellationToken cancellationToken) =>
        Task.WhenAll(senders.Select(sender => table.DeleteAsync(Partition, sender, cancellationToken)));

    public IAsyncEnumerable<KeyValuePair<string, DateTimeOffset>> ListAsync(CancellationToken cancellationToken) =>
        table.QueryAsync($"PartitionKey eq {Partition}", cancellationToken)
            .Select(row => KeyValuePair.Create(row.RowKey, row.Time("Until")));

    public async Task<int> RemoveBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken)
    {
        var old = await table.QueryAsync(
            $"PartitionKey eq {Partition} and Until lt {time}", cancellationToken, select: ["RowKey"])
            .Select(entity => (entity.RowKey, entity.ETag.ToString())).ToListAsync(cancellationToken);
        return await table.DeleteUnchangedAsync(Partition, old, cancellationToken);
    }
}
