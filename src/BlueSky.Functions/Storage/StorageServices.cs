using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Storage;

internal static class StorageServices
{
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
        .AddSingleton<IQuotaStore, QuotaTable>()
        .AddSingleton<IAuditLog, AuditTable>()
        .AddSingleton<ISessionStore, SessionTable>()
        .AddSingleton<ISubmissionQueue, SubmissionStorageQueue>();
}
