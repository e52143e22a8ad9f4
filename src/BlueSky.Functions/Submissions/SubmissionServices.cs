using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Submissions;

internal static class SubmissionServices
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton<Intake>()
        .AddSingleton<SubmissionWriter>();
}
