using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Digests;

internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<ISubmissionHandler, DigestHandler>()
        .AddMailTemplate<StaffDigest>()
        .AddSingleton<DailyDigest>()
        .AddSingleton<DigestSchedule>();
}
