using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Storage;

/// <summary>
/// An app whose way to storage can be cut. The storage is another LocalHost's Azurite; that one's own functions are
/// switched off, for they would take work from the app.
/// </summary>
public sealed class RelayedHost : IAsyncLifetime
{
    private static readonly Dictionary<string, string> OnlyStorage = new()
    {
        ["AzureWebJobs.process-submission.Disabled"] = "true",
        ["AzureWebJobs.fail-poisoned-submission.Disabled"] = "true",
        ["AzureWebJobs.sweep.Disabled"] = "true",
    };

    private LocalHost? storage;
    private LocalHost? host;
    private Relay? tables;
    private Relay? queues;

    /// <summary>The app behind the relays.</summary>
    internal LocalHost Host => host!;

    /// <summary>The one that storage belongs to: it sees the tables whatever the relays do.</summary>
    internal LocalHost Storage => storage!;

    internal Relay Tables => tables!;

    internal Relay Queues => queues!;

    public async Task InitializeAsync()
    {
        storage = await LocalHost.StartAsync(OnlyStorage);
        var direct = storage.StorageConnectionString;
        tables = Relay.To(Endpoint(direct, "TableEndpoint"));
        queues = Relay.To(Endpoint(direct, "QueueEndpoint"));
        var relayed = Through(tables, "TableEndpoint", Through(queues, "QueueEndpoint", direct));
        host = await LocalHost.StartAsync(new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = relayed,
            ["Sweep:After"] = "00:00:01",
            // Two tries, one after the other, in the time that a call takes to be given up: 20 s.
            ["AzureFunctionsJobHost:extensions:queues:maxDequeueCount"] = "2",
            ["AzureFunctionsJobHost:extensions:queues:visibilityTimeout"] = "00:00:01",
        });
    }

    public async Task DisposeAsync()
    {
        foreach (var started in new IAsyncDisposable?[] { host, tables, queues, storage })
        {
            if (started is not null)
            {
                await started.DisposeAsync();
            }
        }
    }

    /// <summary>A message as the app writes it, past the relay.</summary>
    internal async Task EnqueueAsync(Submission submission)
    {
        var keys = JsonSerializer.SerializeToUtf8Bytes(
            new { partition = submission.Row.PartitionKey, id = submission.Row.RowKey });
        await new QueueClient(Storage.StorageConnectionString, "submissions")
            .SendMessageAsync(Convert.ToBase64String(keys));
    }

    private static Uri Endpoint(string connectionString, string name) =>
        new(Regex.Match(connectionString, $"{name}=([^;]+)").Groups[1].Value);

    private static string Through(Relay relay, string name, string connectionString) =>
        Regex.Replace(connectionString, $@"({name}=http://127\.0\.0\.1):\d+", $"$1:{relay.Port}");
}
