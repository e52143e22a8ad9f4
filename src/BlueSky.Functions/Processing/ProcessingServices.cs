using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Processing;

internal static class ProcessingServices
{
    public static IServiceCollection AddProcessing(this IServiceCollection services) => services
        .AddSettings<SweepSettings>()
        .AddSingleton<SenderCheck>()
        .AddSingleton<SubmissionProcessor>()
        .AddSingleton<PoisonedMessages>()
        .AddSingleton<Sweeper>();
}
