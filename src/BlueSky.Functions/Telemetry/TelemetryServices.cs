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

/// <summary>Registers the telemetry, and exports it to the configured endpoints only.</summary>
internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddLogging(FilterQueryStrings)
            .AddMetrics()
            .AddSettings<TelemetrySettings>()
            .AddSingleton<Instrumentation>()
            .AddSingleton<LogLimit>();

        // Read here because they decide what is registered. Errors in them are reported with all other settings.
        var settings = TelemetrySettings.Read(new SettingsReader(configuration, forms: []));
        if (settings.OtlpEndpoint is not null || settings.Insights is not null)
        {
            services.AddExport(settings);
        }

        return services;
    }

    // A method of its own, so that the libraries are loaded only where telemetry is exported.
    private static void AddExport(this IServiceCollection services, TelemetrySettings settings) => services
        .AddHostedService<HostTrace>()
        .AddHostedService<LastExport>()
        .AddOpenTelemetry().AddInstrumentation().ExportTo(settings);

    // At Information level these log URLs with query strings, which contain tokens.
    private static void FilterQueryStrings(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("System.Net.Http", LogLevel.Warning);

    private static OpenTelemetryBuilder AddInstrumentation(this OpenTelemetryBuilder telemetry) => telemetry
        .ConfigureResource(resource => resource
            .AddService(Instrumentation.Name, serviceVersion: BuildVersion.Full)
            // Last, so that OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES take precedence.
            .AddEnvironmentVariableDetector())
        .WithMetrics(metrics => metrics.AddMeter(Instrumentation.Name, "Polly"))
        .WithTracing(tracing => tracing.AddSource(Instrumentation.Name));

    private static void ExportTo(this OpenTelemetryBuilder telemetry, TelemetrySettings settings)
    {
        if (settings.OtlpEndpoint is not null)
        {
            telemetry.Services.AddLogging(logging => logging
                // Only the app's own log lines: tests check that these contain no personal data.
                .AddFilter<OpenTelemetryLoggerProvider>(category: null, LogLevel.None)
                .AddFilter<OpenTelemetryLoggerProvider>("BlueSky", LogLevel.Information));
            telemetry
                .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true)
                .UseOtlpExporter();
        }

        // The Functions host exports the logs there.
        if (settings.Insights is { } insights)
        {
            telemetry
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(azure => Configure(azure, insights)))
                .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(azure => Configure(azure, insights)));
        }

        // No sampling: a clinic has few requests and each matters, whatever the trace of the request says. After the
        // exporters, which set their own samplers.
        telemetry.WithTracing(tracing => tracing.SetSampler<AlwaysOnSampler>());
    }

    private static void Configure(AzureMonitorExporterOptions azure, ApplicationInsightsSettings insights)
    {
        azure.ConnectionString = insights.ConnectionString;
        azure.Credential = insights.UsesIdentity ? ManagedIdentity.Of(insights.ClientId) : null;
        // Only the app's own metrics, and no copy on disk.
        azure.DisableOfflineStorage = true;
        azure.EnablePerformanceCounters = false;
        azure.EnableStandardMetrics = false;
        azure.EnableLiveMetrics = false;
    }
}
