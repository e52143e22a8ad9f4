using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Benchmarks.SortedStorage;

/// <summary>
/// A storage account in memory: tables whose rows are kept in the order of their keys, as Azure keeps them and Azurite
/// does not, and queues. It speaks as much of Azure's REST protocol as the app and LocalHost use, asks for no key, and
/// counts what is read.
/// </summary>
internal sealed class StorageAccount : IAsyncDisposable
{
    private const string Name = "sorted";

    private readonly TableRequests tables;
    private readonly QueueRequests queues;
    private readonly TimeSpan latency;
    private readonly TimeProvider clock;
    private readonly WebApplication server;

    private StorageAccount(Throttle? throttle, TimeSpan latency, TimeProvider clock)
    {
        (this.latency, this.clock) = (latency, clock);
        tables = new TableRequests(Name, throttle, clock);
        queues = new QueueRequests(throttle, clock);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0", "http://127.0.0.1:0");
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    public StorageAddress Address => new(
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey=bm90IGEga2V5;"
        + $"TableEndpoint={TablesAt}{Name};QueueEndpoint={QueuesAt}{Name};");

    public StorageCounts TableCounts => tables.Counted.Counts;

    public IReadOnlyDictionary<string, StorageCounts> Queries => tables.Queries;

    public StorageCounts QueueCounts => queues.Counted.Counts;

    private Uri TablesAt => new(server.Urls.First());

    private Uri QueuesAt => new(server.Urls.Last());

    /// <param name="throttle">Null for none.</param>
    /// <param name="latency">Of each answer.</param>
    public static async Task<StorageAccount> StartAsync(
        TimeProvider clock, Throttle? throttle = null, TimeSpan latency = default)
    {
        var account = new StorageAccount(throttle, latency, clock);
        await account.server.StartAsync();
        return account;
    }

    /// <summary>Adds or replaces rows, past the protocol and its counts.</summary>
    public void Load(IEnumerable<(string Table, TableEntity Row)> rows)
    {
        foreach (var (table, row) in rows)
        {
            tables.GetOrCreate(table).Load(
                new EntityKey(row.PartitionKey, row.RowKey),
                row.Where(column => column.Value is not null && column.Key is not ("PartitionKey" or "RowKey"))!);
        }
    }

    /// <summary>Looks past the protocol and its counts.</summary>
    public IReadOnlyList<EntityKey> Keys(string table, string filter) => tables.Keys(table, filter);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, clock, context.RequestAborted);
        if (context.Connection.LocalPort == TablesAt.Port)
            await tables.AnswerAsync(await StorageRequest.ReadAsync(context, Name, tables.Counted));
        else
            await queues.AnswerAsync(await StorageRequest.ReadAsync(context, Name, queues.Counted));
    }
}
