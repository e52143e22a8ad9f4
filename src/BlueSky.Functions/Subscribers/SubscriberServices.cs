using BlueSky.Functions.Http;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Subscribers;

internal static class SubscriberServices
{
    /// <summary>A person waits for the page.</summary>
    private static readonly TimeSpan LinkTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddSubscribers(this IServiceCollection services) => services
        .AddSingleton<SubscriberListEndpoint>()
        .AddSingleton<SubscriberEndpoint>()
        .AddSingleton<SubscriberExport>()
        .AddSingleton(provider => new ResourceLinks(new Web(
            // On a machine of a developer, the website is there too.
            provider.GetRequiredService<SiteSettings>().BaseUrl.IsLoopback
                ? Web.NewHandler()
                : PublicAddresses.NewHandler(),
            LinkTimeout)))
        .AddSingleton<ResourceEndpoint>();
}
