using Azure.Storage.Blobs;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.Backups;

/// <summary>
/// The storage account of the backups: a connection string, or an account for a managed identity that may write there
/// and not delete. Without either there is no backup.
/// </summary>
/// <param name="ClientId">The client id of a user-assigned identity; null for the system-assigned one.</param>
internal sealed record BackupSettings(string? ConnectionString, string? AccountName = null, string? ClientId = null)
    : ISettings<BackupSettings>
{
    private const string ConnectionStringName = "Backup:ConnectionString";
    private const string AccountNameName = "Backup:AccountName";

    public bool IsOn => ConnectionString is not null || AccountName is not null;

    public static BackupSettings Read(SettingsReader reader)
    {
        var connectionString = reader.OptionalConnectionString(
            ConnectionStringName, "a storage connection string with blobs", text => _ = new BlobServiceClient(text));
        var account = reader.OptionalStorageAccount(AccountNameName);
        if (connectionString is not null && account is not null)
        {
            reader.Report(AccountNameName, $"must not be given beside {ConnectionStringName}");
        }

        return new BackupSettings(connectionString, account, reader.Optional("Backup:ClientId"));
    }
}
