using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Retention;

internal static class RetentionServices
{
    public static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSettings<RetentionSettings>()
        .AddSingleton<RequestCleanup>()
        .AddSingleton<DailyRetention>();
}
