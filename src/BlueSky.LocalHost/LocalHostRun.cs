using BlueSky.LocalHost.Azurite;
using BlueSky.LocalHost.Demo;
using BlueSky.LocalHost.Settings;
using BlueSky.LocalHost.Triggers;
using BlueSky.LocalHost.Worker;

namespace BlueSky.LocalHost;

/// <summary>One run of LocalHost, from its arguments to its end.</summary>
internal static class LocalHostRun
{
    private const string Storage = "AzureWebJobsStorage";

    private static readonly TimeSpan WorkerStartTimeout = TimeSpan.FromSeconds(60);

    public static async Task RunAsync(string[] arguments, TextWriter output, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var outside = OutsideSettings.Read(arguments, Directory.GetCurrentDirectory());
        var waitsForDebugger = OutsideSettings.WaitsForDebugger(outside);
        var folder = WorkerFolder.Find(outside["worker"]);
        using var data = await DataDirectory.AcquireAsync(outside["data"] ?? ".local", time, stop);
        using var addresses = ListenAddresses.Bind(outside["urls"] ?? "http://127.0.0.1:7071");
        // The slowest part, so it runs in parallel. If another part fails, Azurite ends with this process.
        var startingAzurite = StartAzuriteAsync(outside, data, output, stop);

        using var loggers = LoggerFactory.Create(logging => AddLogging(logging, outside));
        var rpc = new WorkerRpc(new WorkerLog(loggers));
        await using var workerServer = await WorkerServer.StartAsync(rpc, loggers, stop);
        using var guard = WorkerGuard.Start();
        await using var azurite = await startingAzurite;
        var connectionString = azurite?.ConnectionString ?? outside[Storage]!;
        await StorageReadiness.EnsureAsync(connectionString, stop);

        var secrets = LocalSecrets.ReadOrCreate(data.FullPath);
        var settings = Compose(
            outside, addresses.Website, secrets, connectionString, hasOwnStorage: azurite is not null);
        var hostJson = HostJson.Read(folder.HostJson, settings);
        await using var workers = new WorkerSupervisor(
            folder, workerServer.Address, rpc, guard, EnvironmentOf(settings, waitsForDebugger),
            waitsForDebugger ? Timeout.InfiniteTimeSpan : WorkerStartTimeout,
            time, loggers.CreateLogger<WorkerSupervisor>());
        if (waitsForDebugger)
            await output.WriteLineAsync("The app waits for a debugger: attach one to the process that it names.");
        var started = time.GetTimestamp();
        var worker = await workers.StartAsync(stop);
        var app = $"process {worker.ProcessId}, ready after {time.GetElapsedTime(started).TotalMilliseconds:0} ms";

        var functions = FunctionCatalog.Read(
            worker.Metadata.Select(one => (one.Name, one.RawBindings.AsEnumerable())), settings);
        await using var server = LocalHostApp.Build(
            settings, addresses, new LocalPaths(data.FullPath), secrets, functions, hostJson, workers, loggers);
        await server.StartAsync(stop);
        using var running = RunningSettings.Write(settings, data.FullPath);
        await output.WriteLineAsync(Greeting(addresses.Website, settings, data.FullPath, app));
        using var demoStop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var demo = DemoRun.StartAsync(
            server, settings, addresses.Website, output, loggers.CreateLogger<DemoRun>(), demoStop.Token);
        try
        {
            await UntilStopAsync(server, azurite, data, stop);
        }
        finally
        {
            await demoStop.CancelAsync();
            await demo;
        }
    }

    private static async Task<AzuriteProcess?> StartAzuriteAsync(
        IConfiguration outside, DataDirectory data, TextWriter output, CancellationToken stop)
    {
        if (outside[Storage] is { Length: > 0 } given
            && !given.Contains("UseDevelopmentStorage=true", StringComparison.OrdinalIgnoreCase))
            return null;
        if (outside.GetSection(Storage).GetChildren().Any())
        {
            throw new StartRefusedException(
                "LocalHost reaches storage by connection string: give --AzureWebJobsStorage=<connection string> "
                + "instead of AzureWebJobsStorage__accountName, or leave both out, and LocalHost starts Azurite.");
        }

        var installation = await new AzuriteInstallation(TimeProvider.System, output).EnsureAsync(stop);
        return await AzuriteProcess.StartAsync(installation, data.FullPath, TimeProvider.System, stop);
    }

    private static IConfigurationRoot Compose(
        IConfiguration outside, Uri website, LocalSecrets secrets, string connectionString, bool hasOwnStorage) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(ProductDefaults.Beside(outside, website, secrets))
            // The backup of one machine is beside its tables. Other storage is not written to unasked.
            .AddInMemoryCollection(hasOwnStorage && !outside.GetSection("Backup").Exists()
                ? [new("Backup:ConnectionString", connectionString)]
                : [])
            .AddConfiguration(outside)
            .AddInMemoryCollection(
                [new(Storage, connectionString), ProductDefaults.EventKey(outside, secrets)])
            .Build();

    private static Dictionary<string, string> EnvironmentOf(IConfiguration settings, bool waitsForDebugger)
    {
        var inherited = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var environment = WorkerEnvironment.Of(settings, inherited);
        return waitsForDebugger
            ? environment.Concat(WorkerEnvironment.WaitForDebugger).ToDictionary()
            : environment.ToDictionary();
    }

    // Only warnings from other sources: their information logs contain query strings with tokens.
    private static void AddLogging(ILoggingBuilder logging, IConfiguration settings) => logging
        .AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "))
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("BlueSky", LogLevel.Information)
        // A failed start is reported in a sentence, without a stack trace.
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddConfiguration(settings.GetSection("Logging"));

    private static string Greeting(Uri website, IConfiguration settings, string dataDirectory, string app) => $"""
        Website    {website}
        Forms API  {website}api/subscribe and {website}api/consultation
        Front desk {new Uri(new Uri(settings["Site:BaseUrl"]!), "/staff")}, sign in as {FirstStaff.In(settings)}
        Emails     {website}_local/mail
        Data       {dataDirectory}
        App        {app}
        Ready. Press Ctrl+C to stop.
        """;

    private static async Task UntilStopAsync(
        WebApplication app, AzuriteProcess? azurite, DataDirectory data, CancellationToken stop)
    {
        var stopped = app.WaitForShutdownAsync(stop);
        if (await Task.WhenAny(stopped, azurite?.Ended ?? stopped) == stopped)
        {
            await stopped;
            return;
        }

        await app.StopAsync(CancellationToken.None);
        throw new StartRefusedException(
            "Azurite, the storage emulator, ended by itself: "
            + $"{Path.Combine(data.FullPath, "azurite.log")} may say why. Start LocalHost again.");
    }
}
