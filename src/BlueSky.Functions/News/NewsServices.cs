using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.News;

internal static class NewsServices
{
    public static IServiceCollection AddNews(this IServiceCollection services) => NewsLane.Add(services
        .AddSettings<NewsSettings>()
        .AddMailTemplate<NewsTest>()
        .AddSingleton<ISubmissionHandler>(provider => provider.GetRequiredService<NewsTest>())
        .AddSingleton<NewsComposer>()
        .AddSingleton<NewsRate>()
        .AddSingleton<NewsMailer>()
        .AddSingleton<NewsSending>()
        .AddSingleton<NewsStart>()
        .AddSingleton<NewsCounting>()
        .AddSingleton<NewsCleanup>()
        .AddSingleton<NewsView>()
        .AddSingleton<NewsEndpoint>()
        .AddSingleton<NewsSchedule>());
}
