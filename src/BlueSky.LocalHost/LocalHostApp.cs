using System.Reflection;
using System.Text.Json.Serialization;
using BlueSky.Functions;
using BlueSky.LocalHost.Azurite;
using BlueSky.LocalHost.Outbox;
using BlueSky.LocalHost.SendGrid;
using BlueSky.LocalHost.Settings;
using BlueSky.LocalHost.Triggers;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;

namespace BlueSky.LocalHost;

/// <summary>Composes the app's own services and functions with a web server, queue listeners and a clock.</summary>
internal static class LocalHostApp
{
    // As the real host; the app reads less by itself.
    private const long LargestBody = 100 * 1024 * 1024;
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(5);
    private static readonly Assembly App = typeof(BlueSkyServices).Assembly;

    public static WebApplication Build(
        IConfiguration settings, ListenAddresses addresses, LocalPaths paths, LocalSecrets secrets)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddConfiguration(settings);
        AddServer(builder, addresses);
        AddLogging(builder.Logging, settings);
        builder.Services.Configure<HostOptions>(host =>
            (host.ShutdownTimeout, host.ServicesStopConcurrently) = (ShutdownPatience, true));
        builder.Services.AddBlueSky(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        AddTriggers(builder.Services, builder.Configuration);
        AddStandIn(builder.Services, builder.Configuration, addresses.Website, paths, secrets);

        var app = builder.Build();
        Map(app, paths);
        return app;
    }

    private static void AddServer(WebApplicationBuilder builder, ListenAddresses addresses)
    {
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            foreach (var endPoint in addresses.EndPoints)
                kestrel.Listen(endPoint);
        });
        builder.Services.Configure<SocketTransportOptions>(
            sockets => sockets.CreateBoundListenSocket = addresses.SocketFor);
        builder.Services.AddRouting();
    }

    // Warnings alone from everybody else: their information quotes query strings, and those hold tokens.
    private static void AddLogging(ILoggingBuilder logging, IConfiguration settings) => logging
        .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("BlueSky", LogLevel.Information)
        // Why the host did not start is said in a sentence, without a stack trace.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddConfiguration(settings.GetSection("Logging"));

    private static void AddTriggers(IServiceCollection services, ConfigurationManager settings) => services
        .AddSingleton(FunctionCatalog.Of(App, settings))
        .AddSingleton(HostJson.Read(LocalPaths.HostJson, settings))
        .AddSingleton<FunctionInvoker>()
        .AddSingleton<TimerTriggers>()
        .AddHostedService(host => host.GetRequiredService<TimerTriggers>())
        // A client of its own: the app's may encode, count or time otherwise.
        .AddHostedService(host => ActivatorUtilities.CreateInstance<QueueTriggers>(
            host, StorageReadiness.Connect(settings["AzureWebJobsStorage"]!)));

    private static void AddStandIn(
        IServiceCollection services, IConfiguration settings, Uri website, LocalPaths paths, LocalSecrets secrets) =>
        services
            .AddSingleton(paths)
            .AddSingleton(new EventSignature(secrets.EventPrivateKey))
            .AddSingleton(new SignedEventSettings(
                OutsideSettings.PostsEvents(settings), new Uri(website, "api/webhooks/sendgrid")))
            .AddSendGridStandIn();

    private static void Map(WebApplication app, LocalPaths paths)
    {
        app.UseLoopbackOnly();
        // As the real worker, which is told so by the real host. Here whoever posts may say who they are.
        app.UseForwardedHeaders(new() { ForwardedHeaders = ForwardedHeaders.All });
        app.UseRouting();
        app.UseNotFoundForUnlistedMethods();
        UseWebsite(app);

        var functions = app.Services.GetRequiredService<IReadOnlyList<Function>>();
        app.MapHttpFunctions(
            app.Services.GetRequiredService<HostJson>().RoutePrefix, functions.OfType<HttpFunction>());
        app.MapAdmin(functions);
        app.MapSendGridStandIn();
        app.MapOutbox();
        app.MapGet("/_local", () => Results.Json(
            new Whereabouts(
                app.Configuration["AzureWebJobsStorage"]!, app.Configuration["SendGrid:Host"]!, paths.Data),
            LocalJson.Default.Whereabouts));
    }

    private static void UseWebsite(WebApplication app)
    {
        if (!Directory.Exists(LocalPaths.Website))
            return;
        app.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(LocalPaths.Website),
            StaticFileOptions =
            {
                OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
            },
        });
    }
}

internal sealed record Whereabouts(string StorageConnectionString, string SendGridHost, string DataDirectory);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Whereabouts))]
internal sealed partial class LocalJson : JsonSerializerContext;
