using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Digests;

internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<DailyDigest>()
        .AddSingleton<DigestSchedule>();
}
