using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Staff;

internal static class StaffServices
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddSingleton<ISubmissionHandler, SignInHandler>()
        .AddMailTemplate<StaffCode>()
        .AddSingleton<StaffHashes>()
        .AddSingleton<StaffList>()
        .AddSingleton<StaffCookies>()
        .AddSingleton<PlatformAccounts>()
        .AddSingleton<StaffSessions>()
        .AddSingleton<PostCheck>()
        .AddSingleton<StaffPages>()
        .AddSingleton<StaffEndpoint>()
        .AddSingleton<GateEndpoint>()
        .AddSingleton<SignInEndpoint>()
        .AddSingleton<CodeEndpoint>()
        .AddSingleton<SignInCodes>()
        .AddSingleton<SignInPages>()
        .AddSingleton<SignInAudit>()
        .AddSingleton<SignInCleanup>()
        .AddSingleton<PlatformSignIn>()
        .AddSingleton<StaffCodeQuota>();
}
