using System.Text.RegularExpressions;
using BlueSky.EndToEndTests.Hosting;

namespace BlueSky.EndToEndTests.Storage;

/// <summary>
/// An app whose way to storage can be cut. The storage is another LocalHost's Azurite; that one's app reads the same
/// queue, so a mail may be found in either outbox.
/// </summary>
public sealed class RelayedHost : IAsyncLifetime
{
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
        storage = await LocalHost.StartAsync();
        var direct = storage.StorageConnectionString;
        tables = Relay.To(Endpoint(direct, "TableEndpoint"));
        queues = Relay.To(Endpoint(direct, "QueueEndpoint"));
        var relayed = Through(tables, "TableEndpoint", Through(queues, "QueueEndpoint", direct));
        host = await LocalHost.StartAsync(new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = relayed,
            ["Sweep:After"] = "00:00:01",
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

    /// <summary>The mails of a submission, whichever of the two apps sent them.</summary>
    internal async Task<IReadOnlyList<SentMail>> MailsOfAsync(string id) =>
        [.. await Host.Outbox.OfAsync(id), .. await Storage.Outbox.OfAsync(id)];

    private static Uri Endpoint(string connectionString, string name) =>
        new(Regex.Match(connectionString, $"{name}=([^;]+)").Groups[1].Value);

    private static string Through(Relay relay, string name, string connectionString) =>
        Regex.Replace(connectionString, $@"({name}=http://127\.0\.0\.1):\d+", $"$1:{relay.Port}");
}
