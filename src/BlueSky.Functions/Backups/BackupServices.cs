using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Backups;

internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSettings<BackupSettings>()
        .AddSingleton<NightlyExport>()
        .AddSingleton<BackupTimer>()
        .AddSingleton<BackupCatalog>()
        .AddSingleton<ErasureReader>()
        .AddSingleton<RestoredRequests>()
        .AddSingleton<Restore>();
}
