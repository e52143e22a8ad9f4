using BlueSky.Functions.Backups;
using BlueSky.Functions.Consultations;
using BlueSky.Functions.Digests;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Http;
using BlueSky.Functions.Imports;
using BlueSky.Functions.Mail;
using BlueSky.Functions.News;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Processing;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Retention;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Spam;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Storage;
using BlueSky.Functions.Submissions;
using BlueSky.Functions.Subscribers;
using BlueSky.Functions.Subscriptions;
using BlueSky.Functions.Telemetry;
using BlueSky.Functions.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BlueSky.Functions;

/// <summary>The only composition root, used by the worker, the operator's tool and the tests.</summary>
public static class BlueSkyServices
{
    /// <summary>
    /// Adds the app. Nothing is read, opened or created yet. The settings are validated when the host starts; if any
    /// are invalid, the start fails with an <see cref="OptionsValidationException"/> that has a sentence for each.
    /// </summary>
    public static IServiceCollection AddBlueSky(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSettings(configuration)
            .AddTelemetry(configuration)
            .AddForms()
            .AddSubmissions()
            .AddRequests()
            .AddRecipients()
            .AddSpam()
            .AddMail()
            .AddProcessing()
            .AddHttp()
            .AddOperations()
            .AddSubscriptions()
            .AddConsultations()
            .AddWebhooks()
            .AddStaff()
            .AddFrontDesk()
            .AddSubscribers()
            .AddImports()
            .AddNews()
            .AddDigests()
            .AddRetention()
            .AddBackups()
            .AddStorage();
    }
}
