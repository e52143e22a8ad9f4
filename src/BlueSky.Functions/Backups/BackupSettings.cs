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
        var (connectionString, account) = (reader.Optional(ConnectionStringName), reader.Optional(AccountNameName));
        if (connectionString is not null && account is not null)
        {
            reader.Report(AccountNameName, $"must not be given beside {ConnectionStringName}");
        }

        return new BackupSettings(
            connectionString is null || IsConnectionString(connectionString)
                ? connectionString
                : reader.Malformed(ConnectionStringName, "a storage connection string with blobs", ""),
            account is null || IsAccountName(account)
                ? account
                : reader.Malformed(AccountNameName, "3 to 24 lower-case letters and digits", "malformed"),
            reader.Optional("Backup:ClientId"));
    }

    // Parsed by the client's constructor, which does not connect.
    private static bool IsConnectionString(string text)
    {
        try
        {
            _ = new Azure.Storage.Blobs.BlobServiceClient(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsAccountName(string text) =>
        text.Length is >= 3 and <= 24 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
}
