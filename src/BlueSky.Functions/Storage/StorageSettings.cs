using Azure.Data.Tables;
using Azure.Storage.Queues;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Storage;

/// <summary>
/// The storage account: a connection string, or endpoints for the app's managed identity. The names are those of the
/// Functions host.
/// </summary>
internal sealed record StorageSettings(
    string? ConnectionString, Uri? TableEndpoint = null, Uri? QueueEndpoint = null, string? ClientId = null)
    : ISettings<StorageSettings>
{
    private const string Name = "AzureWebJobsStorage";

    public static StorageSettings Read(SettingsReader reader)
    {
        if (reader.OptionalConnectionString(Name, "a storage connection string", Parse) is { } connectionString)
        {
            return new StorageSettings(connectionString);
        }

        var account = reader.OptionalStorageAccount($"{Name}:accountName");
        var tables = reader.OptionalUrl($"{Name}:tableServiceUri") ?? Endpoint(account, "table");
        var queues = reader.OptionalUrl($"{Name}:queueServiceUri") ?? Endpoint(account, "queue");
        if (tables is null || queues is null)
        {
            reader.Report(Name, $"is missing (a connection string, or {Name}__accountName with a managed identity)");
        }

        return new StorageSettings(null, tables, queues, reader.Optional($"{Name}:clientId"));
    }

    private static void Parse(string connectionString)
    {
        _ = new TableServiceClient(connectionString);
        _ = new QueueServiceClient(connectionString);
    }

    private static Uri? Endpoint(string? account, string service) =>
        account is null ? null : new Uri($"https://{account}.{service}.core.windows.net");
}
