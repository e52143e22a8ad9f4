using Azure.Storage.Blobs;
using BlueSky.Functions.Backups;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Storage;

internal static class StorageServices
{
    /// <summary>The service may need 5 s for each page of a table scan.</summary>
    private static readonly TimeSpan ScanTimeout = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSettings<StorageSettings>()
        .AddSingleton(provider => StorageClients.CreateTables(provider.GetRequiredService<StorageSettings>()))
        .AddSingleton(provider => StorageClients.CreateQueues(provider.GetRequiredService<StorageSettings>()))
        .AddSingleton<ISubmissionStore, SubmissionTable>()
        .AddSingleton<IRequestStore, RequestTable>()
        .AddSingleton<IRequestIndex, RequestIndexTable>()
        .AddSingleton<IBlockedSenders, BlockedSenderTable>()
        .AddSingleton<IMailOutbox, MailTable>()
        .AddSingleton<IRecipientStore, RecipientTable>()
        .AddSingleton<ISubscriberIndex, SubscriberTable>()
        .AddSingleton<IImportStore, ImportTable>()
        .AddSingleton<IWaitingAddresses, WaitingAddressTable>()
        .AddSingleton<IImportQueue, ImportStorageQueue>()
        .AddSingleton<INewsStore, NewsTable>()
        .AddSingleton<IResourceStore, ResourceTable>()
        .AddSingleton<INewsQueue, NewsStorageQueue>()
        .AddSingleton<IQuotaStore, QuotaTable>()
        .AddSingleton<IAuditLog, AuditTable>()
        .AddSingleton<ISessionStore, SessionTable>()
        .AddSingleton<ISubmissionQueue, SubmissionStorageQueue>()
        .AddSingleton<IRowStore>(provider => new RawTables(
            StorageClients.CreateTables(provider.GetRequiredService<StorageSettings>(), ScanTimeout)))
        .AddSingleton<IBackupStore>(provider => new BackupContainer(new Lazy<BlobContainerClient>(
            () => StorageClients.CreateBackups(provider.GetRequiredService<BackupSettings>()))));
}
