using System.Text;
using System.Text.Json.Serialization;
using BlueSky.Content.Brand;
using BlueSky.LocalHost.Azurite;
using BlueSky.LocalHost.CapturedMail;
using BlueSky.LocalHost.SendGrid;
using BlueSky.LocalHost.Settings;
using BlueSky.LocalHost.Triggers;
using BlueSky.LocalHost.Worker;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.FileProviders;

namespace BlueSky.LocalHost;

/// <summary>
/// LocalHost's web server: the app's functions (forwarded to the worker), the SendGrid stand-in and the website.
/// </summary>
internal static class LocalHostApp
{
    // As in the real host; the app's own limit is lower.
    private const long MaxBodyBytes = 100 * 1024 * 1024;
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    public static WebApplication Build(
        IConfiguration settings, ListenAddresses addresses, LocalPaths paths, LocalSecrets secrets,
        IReadOnlyList<Function> functions, HostJson hostJson, WorkerSupervisor workers, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        AddServer(builder, addresses);
        builder.Services.Configure<HostOptions>(host =>
            (host.ShutdownTimeout, host.ServicesStopConcurrently) = (ShutdownTimeout, true));
        builder.Services
            .AddSingleton(loggers)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(functions)
            .AddSingleton(hostJson)
            .AddSingleton(workers)
            .AddSingleton(paths);
        AddTriggers(builder.Services, settings);
        AddStandIn(builder.Services, settings, addresses.Website, secrets);

        var app = builder.Build();
        Map(app, settings);
        return app;
    }

    private static void AddServer(WebApplicationBuilder builder, ListenAddresses addresses)
    {
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            foreach (var endPoint in addresses.EndPoints)
                kestrel.Listen(endPoint);
        });
        builder.Services.Configure<SocketTransportOptions>(
            sockets => sockets.CreateBoundListenSocket = addresses.SocketFor);
        builder.Services.AddRouting().AddHttpForwarder();
    }

    private static void AddTriggers(IServiceCollection services, IConfiguration settings) => services
        .AddSingleton<HttpTriggers>()
        .AddSingleton(host => new TimerTriggers(
            host.GetRequiredService<IReadOnlyList<Function>>(),
            host.GetRequiredService<WorkerSupervisor>().RunTimerAsync,
            host.GetRequiredService<TimeProvider>(),
            host.GetRequiredService<ILogger<TimerTriggers>>()))
        .AddHostedService(host => host.GetRequiredService<TimerTriggers>())
        .AddHostedService(host => ActivatorUtilities.CreateInstance<QueueTriggers>(
            host, StorageReadiness.Connect(settings["AzureWebJobsStorage"]!)));

    private static void AddStandIn(
        IServiceCollection services, IConfiguration settings, Uri website, LocalSecrets secrets) => services
        .AddSingleton(new EventSignature(secrets.EventPrivateKey))
        .AddSingleton(new SignedEventSettings(
            OutsideSettings.PostsEvents(settings), new Uri(website, "api/webhooks/sendgrid")))
        .AddSingleton(new SendGridAccountSettings(settings["Mail:From"] ?? "", secrets.EventPublicKey))
        .AddSendGridStandIn()
        .AddCapturedMail(settings);

    private static void Map(WebApplication app, IConfiguration settings)
    {
        app.UseLoopbackOnly();
        app.UseFrontDeskAddress(new Uri(settings["Site:BaseUrl"]!));
        app.UseRouting();
        app.UseNotFoundForUnlistedMethods();
        UseWebsite(app);
        MapBrand(app, settings["Clinic:Color"]);

        var functions = app.Services.GetRequiredService<IReadOnlyList<Function>>();
        app.Services.GetRequiredService<HttpTriggers>().Map(
            app, app.Services.GetRequiredService<HostJson>().RoutePrefix, functions.OfType<HttpFunction>());
        app.MapAdmin(functions, app.Services.GetRequiredService<TimerTriggers>());
        app.MapSendGridStandIn();
        app.MapCapturedMail();
        MapLocalInfo(app, settings);
    }

    private static void MapLocalInfo(WebApplication app, IConfiguration settings)
    {
        var workers = app.Services.GetRequiredService<WorkerSupervisor>();
        var data = app.Services.GetRequiredService<LocalPaths>().Data;
        app.MapGet("/_local", async (CancellationToken aborted) => Results.Json(
            new LocalInfo(
                settings["AzureWebJobsStorage"]!, settings["SendGrid:Host"]!, data,
                (await workers.CurrentAsync(aborted)).ProcessId),
            LocalJson.Default.LocalInfo));
    }

    // A website's designer chooses colors by hand; the demo website follows the setting.
    private static void MapBrand(WebApplication app, string? color)
    {
        var palette = Palette.TryCreate(color?.Trim() ?? "") ?? Palette.Default;
        app.MapGet("/brand.css", (HttpResponse response) =>
        {
            response.Headers.CacheControl = "no-cache";
            return Results.Text(ThemeStyles.Css(palette), "text/css", Encoding.UTF8);
        });
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
        UseNotFoundPage(app);
    }

    // For a link of the website that leads nowhere. The app's routes and LocalHost's own answer as they do elsewhere.
    private static void UseNotFoundPage(WebApplication app) => app.Use((context, next) =>
    {
        string[] others = ["/api", "/staff", "/admin", "/_local"];
        if (context.GetEndpoint() is not null || !HttpMethods.IsGet(context.Request.Method)
            || others.Any(prefix => context.Request.Path.StartsWithSegments(prefix)))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.SendFileAsync(Path.Combine(LocalPaths.Website, "404.html"));
    });

    // For a method that a function does not list, the real host responds with an empty 404, but ASP.NET's routing with
    // 405.
    private static void UseNotFoundForUnlistedMethods(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is null or RouteEndpoint)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}

internal sealed record LocalInfo(
    string StorageConnectionString, string SendGridHost, string DataDirectory, int WorkerProcessId);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LocalInfo))]
internal sealed partial class LocalJson : JsonSerializerContext;
