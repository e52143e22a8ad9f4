namespace BlueSky.Functions.Settings;

/// <summary>
/// Where tables and queues are: a connection string, or an account that the app's managed identity may use. The same
/// names as the Functions host reads.
/// </summary>
internal sealed record StorageSettings(
    string? ConnectionString, Uri? TableEndpoint = null, Uri? QueueEndpoint = null, string? ClientId = null)
{
    private const string Name = "AzureWebJobsStorage";

    public static StorageSettings Read(SettingsReader reader)
    {
        if (reader.Optional(Name) is { } connectionString)
        {
            return new StorageSettings(connectionString);
        }

        var account = reader.Optional($"{Name}:accountName");
        var tables = reader.OptionalUrl($"{Name}:tableServiceUri") ?? Endpoint(account, "table");
        var queues = reader.OptionalUrl($"{Name}:queueServiceUri") ?? Endpoint(account, "queue");
        if (tables is null || queues is null)
        {
            reader.Report(Name, $"is missing (a connection string, or {Name}__accountName with a managed identity)");
        }

        return new StorageSettings(null, tables, queues, reader.Optional($"{Name}:clientId"));
    }

    private static Uri? Endpoint(string? account, string service) =>
        account is null ? null : new Uri($"https://{account}.{service}.core.windows.net");
}
