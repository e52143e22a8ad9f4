using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Subscriptions;

internal static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSettings<SubscriptionSettings>()
        .AddSingleton<SubscriptionLinks>()
        .AddSingleton<SubscriptionActions>()
        .AddSingleton<LinkEndpoint>()
        .AddSingleton<SubscriptionPages>()
        .AddSingleton<ManageEndpoint>()
        .AddSingleton<ManagePages>()
        .AddSingleton<ManageQuota>()
        .AddSingleton<PendingRequestCleanup>();
}
