using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Requests;

internal static class RequestServices
{
    public static IServiceCollection AddRequests(this IServiceCollection services) => services
        .AddSingleton<RequestIndexing>()
        .AddSingleton<SenderKeys>()
        .AddSingleton<SenderBlocking>();
}
