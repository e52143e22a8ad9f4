using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Functions.Subscriptions;

internal static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSettings<SubscriptionSettings>()
        .AddSingleton<Form, SubscribeForm>()
        .AddSingleton<INextStep, SubscribeNextStep>()
        .AddSingleton<ISubmissionHandler, SubscribeHandler>()
        .AddSingleton<ISubmissionHandler, ConfirmHandler>()
        .AddSingleton<ISubmissionHandler, ManageHandler>()
        .AddSingleton<ISubmissionHandler, ImportedRequestHandler>()
        .AddMailTemplate<SubscribeConfirm>()
        .AddMailTemplate<SubscribeWelcome>()
        .AddMailTemplate<SubscribeManage>()
        .AddSingleton<ResourceList>()
        .AddSingleton<SubscriptionLinks>()
        .AddSingleton<SubscriptionActions>()
        .AddSingleton<LinkEndpoint>()
        .AddSingleton<SubscriptionPages>()
        .AddSingleton<ManageEndpoint>()
        .AddSingleton<ManagePages>()
        .AddSingleton<ManageQuota>()
        .AddSingleton<PendingRequestCleanup>();
}
