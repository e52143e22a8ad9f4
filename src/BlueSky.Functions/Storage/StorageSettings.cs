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
        if (reader.Optional(Name) is { } connectionString)
        {
            return IsConnectionString(connectionString)
                ? new StorageSettings(connectionString)
                : reader.Malformed(Name, "a storage connection string", new StorageSettings(""));
        }

        var account = ReadAccount(reader);
        var tables = reader.OptionalUrl($"{Name}:tableServiceUri") ?? Endpoint(account, "table");
        var queues = reader.OptionalUrl($"{Name}:queueServiceUri") ?? Endpoint(account, "queue");
        if (tables is null || queues is null)
        {
            reader.Report(Name, $"is missing (a connection string, or {Name}__accountName with a managed identity)");
        }

        return new StorageSettings(null, tables, queues, reader.Optional($"{Name}:clientId"));
    }

    // Parsed by the clients' constructors, which do not connect.
    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new TableServiceClient(text);
            _ = new QueueServiceClient(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? ReadAccount(SettingsReader reader) =>
        reader.Optional($"{Name}:accountName") is not { } account ? null
            : account.Length is >= 3 and <= 24
                && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) ? account
            : reader.Malformed($"{Name}:accountName", "3 to 24 lower-case letters and digits", "malformed");

    private static Uri? Endpoint(string? account, string service) =>
        account is null ? null : new Uri($"https://{account}.{service}.core.windows.net");
}
