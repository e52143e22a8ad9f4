using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using BlueSky.LocalHost.Azurite;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>One Azurite for all tests that need real tables and queues, started as LocalHost starts it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // Nothing listens on port 1.
    private const string NobodysConnectionString =
        "AccountName=clinic;AccountKey=bm90IGEga2V5;TableEndpoint=http://127.0.0.1:1/clinic;"
        + "QueueEndpoint=http://127.0.0.1:1/clinic";

    private static readonly HttpClientTransport Losing = new(new LosingHandler());

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("bluesky-");
    private AzuriteProcess? process;
    private StorageClients? clients;

    public string ConnectionString => Running.ConnectionString;

    /// <summary>As the app makes them.</summary>
    internal StorageClients Clients =>
        clients ??= new StorageClients(new StorageSettings(ConnectionString, TableEndpoint: null, QueueEndpoint: null));

    /// <summary>Every request is carried out, and its answer lost.</summary>
    internal StorageClients Unheard => Impatient(ConnectionString, Losing);

    /// <summary>An outage.</summary>
    internal static StorageClients Unreachable => Impatient(NobodysConnectionString, HttpClientTransport.Shared);

    private AzuriteProcess Running =>
        process ?? throw new InvalidOperationException("Azurite is not started yet.");

    public async Task InitializeAsync()
    {
        // The first start on a machine installs it from npm.
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var installation = await new AzuriteInstallation(TimeProvider.System, TextWriter.Null)
            .EnsureAsync(timeout.Token);
        process = await AzuriteProcess.StartAsync(
            installation, data.FullName, TimeProvider.System, timeout.Token);
    }

    /// <summary>Deletes all tables and queues: the app creates what is missing.</summary>
    internal async Task EmptyAsync()
    {
        await foreach (var table in Clients.Tables.QueryAsync())
        {
            await Clients.Tables.DeleteTableAsync(table.Name);
        }

        await foreach (var queue in Clients.Queues.GetQueuesAsync())
        {
            await Clients.Queues.DeleteQueueAsync(queue.Name);
        }
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        data.Delete(recursive: true);
    }

    /// <summary>With the app's retries, but for how long they wait.</summary>
    private static StorageClients Impatient(string connectionString, HttpPipelineTransport transport)
    {
        var tables = new TableClientOptions { Transport = transport };
        var queues = new QueueClientOptions { Transport = transport, MessageEncoding = QueueMessageEncoding.Base64 };
        StorageClients.ConfigureRetries(tables.Retry);
        StorageClients.ConfigureRetries(queues.Retry);
        tables.Retry.Delay = queues.Retry.Delay = TimeSpan.FromMilliseconds(1);
        return new StorageClients(
            new Lazy<TableServiceClient>(() => new TableServiceClient(connectionString, tables)),
            new Lazy<QueueServiceClient>(() => new QueueServiceClient(connectionString, queues)));
    }

    private sealed class LosingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var lost = await base.SendAsync(request, cancellationToken);
            throw new HttpRequestException(HttpRequestError.ResponseEnded);
        }
    }
}

[CollectionDefinition(nameof(Azurite))]
public sealed class SharingAzurite : ICollectionFixture<Azurite>;
