using Azure.Monitor.OpenTelemetry.Exporter;
using BlueSky.Functions.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BlueSky.Functions.Telemetry;

/// <summary>What is measured, and where it goes: to the places that the settings name, else nowhere.</summary>
internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddLogging(KeepQueriesOut)
            .AddMetrics()
            .AddSettings<TelemetrySettings>()
            .AddSingleton<Instrumentation>();

        // They decide what is composed. What is wrong with them is reported with all other settings.
        var settings = TelemetrySettings.Read(new SettingsReader(configuration, forms: []));
        if (settings.OtlpEndpoint is not null || settings.Insights is not null)
        {
            services
                .AddHostedService<HostTrace>()
                .AddHostedService<LastExport>()
                .AddOpenTelemetry().Observe().ExportTo(settings);
        }

        return services;
    }

    // On their Information level these quote addresses with their queries, and those hold tokens.
    private static void KeepQueriesOut(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("System.Net.Http", LogLevel.Warning);

    private static OpenTelemetryBuilder Observe(this OpenTelemetryBuilder telemetry) => telemetry
        .ConfigureResource(resource => resource
            .AddService(Instrumentation.Name, serviceVersion: BuildVersion.Full)
            // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win.
            .AddEnvironmentVariableDetector())
        .WithMetrics(metrics => metrics.AddMeter(Instrumentation.Name, "Polly"))
        .WithTracing(tracing => tracing.AddSource(Instrumentation.Name));

    private static void ExportTo(this OpenTelemetryBuilder telemetry, TelemetrySettings settings)
    {
        if (settings.OtlpEndpoint is not null)
        {
            telemetry.Services.AddLogging(logging => logging
                // The app's own lines alone: it is these that are tested to hold nothing personal.
                .AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.None)
                .AddFilter<OpenTelemetryLoggerProvider>("BlueSky", LogLevel.Information));
            telemetry
                .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true)
                .UseOtlpExporter();
        }

        // The host sends the logs there.
        if (settings.Insights is { } insights)
        {
            telemetry
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(azure => Configure(azure, insights)))
                .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(azure => Configure(azure, insights)));
        }

        // A clinic has few, and each matters: none is left out, whatever the request's own trace says. After the
        // exporters, which bring samplers of their own.
        telemetry.WithTracing(tracing => tracing.SetSampler<AlwaysOnSampler>());
    }

    private static void Configure(AzureMonitorExporterOptions azure, ApplicationInsightsSettings insights)
    {
        azure.ConnectionString = insights.ConnectionString;
        azure.Credential = insights.UsesIdentity ? ManagedIdentity.Of(insights.ClientId) : null;
        // What the app measures and nothing else; no copy on the disk.
        azure.DisableOfflineStorage = true;
        azure.EnablePerformanceCounters = false;
        azure.EnableStandardMetrics = false;
        azure.EnableLiveMetrics = false;
    }
}
