using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions;

/// <summary>The app's composition root.</summary>
public static class BlueSkyServices
{
    public static IServiceCollection AddBlueSky(this IServiceCollection services, IConfiguration configuration) => services;
}
