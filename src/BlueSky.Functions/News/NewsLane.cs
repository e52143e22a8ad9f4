using BlueSky.Functions.Mail;
using Microsoft.Extensions.DependencyInjection;
using Polly.Registry;
using SendGrid;

namespace BlueSky.Functions.News;

/// <summary>
/// The way of news to SendGrid, with a circuit breaker of its own: when news meet failures, other emails do not wait.
/// </summary>
internal sealed class NewsLane(IMailSender sender)
{
    private const string Name = "sendgrid-news";

    public IMailSender Sender => sender;

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddSendGridPipeline(Name, provider => provider.GetRequiredService<NewsCircuit>().Circuit)
        .AddSingleton(provider => new NewsCircuit(
            new SendGridCircuit(provider.GetRequiredService<TimeProvider>())))
        .AddSingleton(provider => new NewsLane(new SendGridMailSender(
            provider.GetRequiredService<ISendGridClient>(),
            provider.GetRequiredService<ResiliencePipelineProvider<string>>().GetPipeline<Response>(Name),
            provider.GetRequiredService<NewsCircuit>().Circuit,
            provider.GetRequiredService<MailSettings>(),
            provider.GetRequiredService<TimeProvider>())));

    private sealed record NewsCircuit(SendGridCircuit Circuit);
}
