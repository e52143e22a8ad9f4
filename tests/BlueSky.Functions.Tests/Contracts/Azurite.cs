using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Storage;
using BlueSky.LocalHost.Azurite;

namespace BlueSky.Functions.Tests.Contracts;

/// <summary>One Azurite for all tests that need real tables and queues, started as LocalHost starts it.</summary>
public sealed class Azurite : IAsyncLifetime
{
    // Nothing listens on port 1.
    private const string UnusedConnectionString =
        "AccountName=clinic;AccountKey=bm90IGEga2V5;TableEndpoint=http://127.0.0.1:1/clinic;"
        + "QueueEndpoint=http://127.0.0.1:1/clinic;BlobEndpoint=http://127.0.0.1:1/clinic";

    private static readonly HttpClientTransport Losing = new(new LosingHandler());

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("bluesky-");
    private AzuriteProcess? process;
    private TableServiceClient? tables;
    private QueueServiceClient? queues;

    public string ConnectionString => Running.ConnectionString;

    /// <summary>As the app makes them.</summary>
    internal TableServiceClient Tables => tables ??= StorageClients.CreateTables(Settings);

    internal QueueServiceClient Queues => queues ??= StorageClients.CreateQueues(Settings);

    internal BlobContainerClient Backups => StorageClients.CreateBackups(new BackupSettings(ConnectionString));

    /// <inheritdoc cref="Unreachable"/>
    internal static BlobContainerClient UnreachableBackups =>
        ImpatientBackups(UnusedConnectionString, HttpClientTransport.Shared);

    /// <summary>Carries out every request, and loses the response.</summary>
    internal TableServiceClient Unheard => ImpatientTables(ConnectionString, Losing);

    /// <summary>An outage.</summary>
    internal static TableServiceClient Unreachable =>
        ImpatientTables(UnusedConnectionString, HttpClientTransport.Shared);

    /// <inheritdoc cref="Unreachable"/>
    internal static QueueServiceClient UnreachableQueues
    {
        get
        {
            var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
            MakeImpatient(options.Retry);
            return new QueueServiceClient(UnusedConnectionString, options);
        }
    }

    private StorageSettings Settings => new(ConnectionString, TableEndpoint: null, QueueEndpoint: null);

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

    internal BlobContainerClient BackupsThrough(HttpMessageHandler handler) =>
        ImpatientBackups(ConnectionString, new HttpClientTransport(handler));

    /// <summary>Deletes all tables, queues and backups: the app creates what is missing.</summary>
    internal async Task EmptyAsync()
    {
        await foreach (var table in Tables.QueryAsync())
        {
            await Tables.DeleteTableAsync(table.Name);
        }

        await foreach (var queue in Queues.GetQueuesAsync())
        {
            await Queues.DeleteQueueAsync(queue.Name);
        }

        await Backups.DeleteIfExistsAsync();
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        data.Delete(recursive: true);
    }

    private static TableServiceClient ImpatientTables(string connectionString, HttpPipelineTransport transport)
    {
        var options = new TableClientOptions { Transport = transport };
        MakeImpatient(options.Retry);
        return new TableServiceClient(connectionString, options);
    }

    private static BlobContainerClient ImpatientBackups(string connectionString, HttpPipelineTransport transport)
    {
        var options = new BlobClientOptions { Transport = transport };
        MakeImpatient(options.Retry);
        return new BlobServiceClient(connectionString, options).GetBlobContainerClient(BackupContainer.Name);
    }

    /// <summary>The app's retries, with short waits.</summary>
    private static void MakeImpatient(RetryOptions retry)
    {
        StorageClients.ConfigureRetries(retry);
        retry.Delay = TimeSpan.FromMilliseconds(1);
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
