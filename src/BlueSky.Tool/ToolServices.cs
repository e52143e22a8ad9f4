using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using BlueSky.Functions;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlueSky.Tool;

/// <summary>Composes the app as usual; the tool uses only the parts for tables and queues.</summary>
internal static class ToolServices
{
    /// <summary>The service may need 5 s for each page of a table scan.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <remarks>
    /// Settings that only the running app needs may be missing: to requeue an email, no SendGrid key is needed.
    /// </remarks>
    /// <exception cref="OptionsValidationException">A sentence for each setting that is missing or invalid.</exception>
    public static ServiceProvider Compose(IConfiguration configuration)
    {
        var settings = new AllSettings(
            [
                AllSettings.Part.Of<StorageSettings>(), AllSettings.Part.Of<SecretSettings>(),
                AllSettings.Part.Of<BackupSettings>(),
            ],
            () => new SettingsReader(configuration, forms: []));
        var (storage, backup) = (settings.Get<StorageSettings>(), settings.Get<BackupSettings>());
        return new ServiceCollection()
            .AddLogging()
            .AddBlueSky(configuration)
            .AddSingleton(storage)
            .AddSingleton(settings.Get<SecretSettings>())
            .AddSingleton(StorageClients.CreateTables(storage, Timeout, SignIn(storage)))
            .AddSingleton(StorageClients.CreateQueues(storage, Timeout, SignIn(storage)))
            .AddSingleton<IRowStore>(
                provider => new RawTables(provider.GetRequiredService<TableServiceClient>()))
            .AddSingleton<IBackupStore>(new BackupContainer(new Lazy<BlobContainerClient>(
                () => StorageClients.CreateBackups(backup, SignIn(storage)))))
            .BuildServiceProvider();
    }

    /// <summary>The user signed in with one of Azure's command lines, or else the managed identity.</summary>
    public static ChainedTokenCredential SignIn(StorageSettings storage) => new(
        new AzureCliCredential(), new AzureDeveloperCliCredential(), ManagedIdentity.Of(storage.ClientId));
}
