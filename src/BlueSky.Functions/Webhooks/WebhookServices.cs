using BlueSky.Functions.Processing;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSettings<WebflowSettings>()
        .AddSingleton<ISubmissionHandler, UnknownFormHandler>()
        .AddSingleton<SendGridSignature>()
        .AddSingleton<MailEvents>()
        .AddSingleton<WebflowSignature>()
        .AddSingleton<WebflowForms>();
}
