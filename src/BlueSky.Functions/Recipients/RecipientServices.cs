using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Recipients;

internal static class RecipientServices
{
    public static IServiceCollection AddRecipients(this IServiceCollection services) => services
        .AddSingleton<SubscriberIndexing>()
        .AddSingleton<SubscriberIndexRepair>()
        .AddSingleton<RecipientBook>();
}
