using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Imports;

internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<ImportReader>()
        .AddSingleton<ImportForecast>()
        .AddSingleton<ImportUpload>()
        .AddSingleton<ImportStart>()
        .AddSingleton<ImportSchedule>()
        .AddSingleton<ImportedLines>()
        .AddSingleton<AskedLines>()
        .AddSingleton<ImportRun>()
        .AddSingleton<PoisonedImports>()
        .AddSingleton<ImportCleanup>()
        .AddSingleton<ImportView>()
        .AddSingleton<ImportEndpoint>();
}
