using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Spam;

internal static class SpamServices
{
    public static IServiceCollection AddSpam(this IServiceCollection services) => services
        .AddSettings<SpamSettings>()
        .AddSettings<AltchaSettings>()
        .AddSettings<TurnstileSettings>()
        .AddSingleton<PostScreen>()
        .AddSingleton<SpamFilter>()
        .AddSingleton<PostRates>()
        .AddSingleton<Challenge>()
        .AddSingleton<Altcha>()
        .AddSingleton<Turnstile>();
}
