using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Operations;

internal static class OperationServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<SubmissionReopener>()
        .AddSingleton<Requeue>()
        .AddSingleton<SubmissionRules>()
        .AddSingleton<RequestActions>()
        .AddSingleton<QuarantineRelease>()
        .AddSingleton<PersonSearch>()
        .AddSingleton<Erasure>();
}
