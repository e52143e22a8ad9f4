using System.Reflection;
using BlueSky.Content;
using BlueSky.Functions.Digests;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Retention;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Telemetry;
using BlueSky.Functions.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Polly.Registry;
using SendGrid;

namespace BlueSky.Functions;

/// <summary>The one composition root: the Functions host, LocalHost and the tests all compose the app here.</summary>
public static class BlueSkyServices
{
    /// <summary>
    /// Adds the app. Nothing is read, opened or created yet; the settings are checked when the host starts, which
    /// fails with an <see cref="OptionsValidationException"/> that has a sentence for each bad one.
    /// </summary>
    public static IServiceCollection AddBlueSky(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddTelemetry(configuration)
            .AddSettings(configuration)
            .AddForms(typeof(BlueSkyServices).Assembly)
            .AddDoors()
            .AddSpam()
            .AddStorage()
            .AddMail()
            .AddOperations();
    }

    /// <summary>
    /// Adds what an assembly holds of forms, their handlers and their mails: a new form needs no line here.
    /// </summary>
    internal static IServiceCollection AddForms(this IServiceCollection services, Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
        {
            if (type.IsAssignableTo(typeof(Form)))
            {
                services.AddSingleton(typeof(Form), type);
            }
            else if (type.IsAssignableTo(typeof(ISubmissionHandler)))
            {
                services.AddSingleton(typeof(ISubmissionHandler), type);
            }
            else if (type.IsAssignableTo(typeof(IMailTemplate)))
            {
                services.AddSingleton(type);
                services.AddSingleton(provider => (IMailTemplate)provider.GetRequiredService(type));
            }
        }

        return services;
    }

    private static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new Lazy<BlueSkySettings>(
            () => BlueSkySettings.Read(configuration, provider.GetRequiredService<FormCatalog>().Names)));
        services.AddSingleton<IStartupValidator, SettingsValidation>();
        return services
            .AddPart(settings => settings.Storage)
            .AddPart(settings => settings.SendGrid)
            .AddPart(settings => settings.Mail)
            .AddPart(settings => settings.Sweep)
            .AddPart(settings => settings.Site)
            .AddPart(settings => settings.Clinic)
            .AddPart(settings => settings.Secrets)
            .AddPart(settings => settings.Subscriptions)
            .AddPart(settings => settings.Consultations)
            .AddPart(settings => settings.Notifications)
            .AddPart(settings => settings.Webflow)
            .AddPart(settings => settings.Limits)
            .AddPart(settings => settings.Spam)
            .AddPart(settings => settings.Altcha)
            .AddPart(settings => settings.Turnstile)
            .AddPart(settings => settings.Retention);
    }

    private static IServiceCollection AddPart<T>(this IServiceCollection services, Func<BlueSkySettings, T> part)
        where T : class =>
        services.AddSingleton(provider => part(provider.GetRequiredService<Lazy<BlueSkySettings>>().Value));

    private static IServiceCollection AddDoors(this IServiceCollection services) => services
        .AddSingleton<FormCatalog>()
        .AddSingleton<FormEndpoint>()
        .AddSingleton<FormPages>()
        .AddSingleton<OriginPolicy>()
        .AddSingleton<RedirectPolicy>()
        .AddSingleton<ClientAddress>()
        .AddSingleton<ClientLimit>()
        .AddSingleton<PostSourceReader>()
        .AddSingleton<Intake>()
        .AddSingleton<SubmissionWriter>()
        .AddSingleton<SubmissionProcessor>()
        .AddSingleton<Sweeper>()
        .AddSingleton<RecipientBook>()
        .AddSingleton<LinkTokens>()
        .AddSingleton<SubscriptionLinks>()
        .AddSingleton<SubscriptionActions>()
        .AddSingleton<PendingRequestCleanup>()
        .AddSingleton<LinkEndpoint>()
        .AddSingleton<SubscriptionPages>()
        .AddSingleton<ManageEndpoint>()
        .AddSingleton<ManagePages>()
        .AddSingleton<SendGridSignature>()
        .AddSingleton<MailEvents>()
        .AddSingleton<DailyDigest>()
        .AddSingleton<DailyRetention>()
        .AddSingleton<WebflowSignature>()
        .AddSingleton<WebflowForms>();

    private static IServiceCollection AddSpam(this IServiceCollection services) => services
        .AddSingleton<PostScreen>()
        .AddSingleton<SpamFilter>()
        .AddSingleton<PostRates>()
        .AddSingleton<Challenge>()
        .AddSingleton<Altcha>()
        .AddSingleton<Turnstile>();

    private static IServiceCollection AddStorage(this IServiceCollection services) => services
        .AddSingleton<StorageClients>()
        .AddSingleton<ISubmissionStore, SubmissionTable>()
        .AddSingleton<IMailOutbox, MailTable>()
        .AddSingleton<IRecipientStore, RecipientTable>()
        .AddSingleton<IQuotaStore, QuotaTable>()
        .AddSingleton<ISubmissionQueue, SubmissionStorageQueue>();

    private static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<ContentRenderer>()
        .AddSingleton<Mailer>()
        .AddSingleton<QuotaAlert>()
        .AddSingleton<ConfirmationQuota>()
        .AddSingleton<AcknowledgementQuota>()
        .AddSingleton<StaffNoticeQuota>()
        .AddSingleton<ManageQuota>()
        .AddSingleton<IMailSender, SendGridMailSender>()
        .AddSingleton<ISendGridClient>(provider =>
            SendGridConnection.Open(provider.GetRequiredService<SendGridSettings>()))
        .AddSingleton<SendGridCircuit>()
        .AddSingleton(provider => SendGridPipeline.Register(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SendGridCircuit>()))
        .AddSingleton(provider => provider.GetRequiredService<ResiliencePipelineRegistry<string>>()
            .GetPipeline<Response>(SendGridPipeline.Name));

    private static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<IAuditLog, AuditTable>()
        .AddSingleton<SubmissionReopener>()
        .AddSingleton<Requeue>()
        .AddSingleton<QuarantineRelease>()
        .AddSingleton<PersonSearch>()
        .AddSingleton<Erasure>();
}
