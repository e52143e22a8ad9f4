using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Http;

internal static class HttpServices
{
    public static IServiceCollection AddHttp(this IServiceCollection services) => services
        .AddSingleton<FormEndpoint>()
        .AddSingleton<FormsScript>()
        .AddSingleton<FormPages>()
        .AddSingleton<OriginPolicy>()
        .AddSingleton<RedirectPolicy>()
        .AddSingleton<LinkTokens>()
        .AddSingleton<ThanksLinks>()
        .AddSingleton<NextSteps>()
        .AddSingleton<INextStep, ContactNextStep>()
        .AddSingleton<ClientAddress>()
        .AddSingleton<ClientLimit>()
        .AddSingleton<PostSourceReader>();
}
