using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.FrontDesk;

internal static class FrontDeskServices
{
    public static IServiceCollection AddFrontDesk(this IServiceCollection services) => services
        .AddSingleton<StaffNames>()
        .AddSingleton<DeskAudit>()
        .AddSingleton<RequestReader>()
        .AddSingleton<RequestListView>()
        .AddSingleton<RequestListEndpoint>()
        .AddSingleton<RequestHistoryText>()
        .AddSingleton<RequestView>()
        .AddSingleton<SavedText>()
        .AddSingleton<ConflictText>()
        .AddSingleton<TracedErasure>()
        .AddSingleton<RequestErasure>()
        .AddSingleton<RequestEndpoint>()
        .AddSingleton<RequestSearch>()
        .AddSingleton<SearchView>()
        .AddSingleton<RequestExport>()
        .AddSingleton<SearchEndpoint>()
        .AddSingleton<AuditView>();
}
