using BlueSky.LocalHost.Azurite;
using BlueSky.LocalHost.Settings;

namespace BlueSky.LocalHost;

/// <summary>One run of LocalHost, from its arguments to its end.</summary>
internal static class LocalHostRun
{
    private const string Storage = "AzureWebJobsStorage";

    public static async Task RunAsync(string[] arguments, TextWriter output, CancellationToken stop)
    {
        var time = TimeProvider.System;
        var outside = OutsideSettings.Read(arguments, Directory.GetCurrentDirectory());
        using var data = await DataDirectory.TakeAsync(outside["data"] ?? ".local", time, stop);
        using var addresses = ListenAddresses.Take(outside["urls"] ?? "http://127.0.0.1:7071");
        await using var azurite = await StartAzuriteAsync(outside, data, output, stop);
        var connectionString = azurite?.ConnectionString ?? outside[Storage]!;
        await StorageReadiness.EnsureAsync(connectionString, stop);

        var secrets = LocalSecrets.ReadOrCreate(data.FullPath);
        var settings = Compose(outside, addresses.Website, secrets, connectionString);
        await using var app = LocalHostApp.Build(settings, addresses, new LocalPaths(data.FullPath), secrets);
        await app.StartAsync(stop);
        using var running = RunningSettings.Write(settings, data.FullPath);
        await output.WriteLineAsync(Greeting(addresses.Website, data.FullPath));
        await UntilStopAsync(app, azurite, data, stop);
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
        IConfiguration outside, Uri website, LocalSecrets secrets, string connectionString)
    {
        // The addresses are taken already: Kestrel would warn that it leaves `urls` aside.
        KeyValuePair<string, string?>[] resolved =
            [new(Storage, connectionString), new("urls", null), ProductDefaults.EventKey(outside, secrets)];
        return new ConfigurationBuilder()
            .AddInMemoryCollection(ProductDefaults.Beside(outside, website, secrets))
            .AddConfiguration(outside)
            .AddInMemoryCollection(resolved)
            .Build();
    }

    private static string Greeting(Uri website, string dataDirectory) => $"""
        Website    {website}
        Forms API  {website}api/subscribe and {website}api/consultation
        Outbox     {website}_local/mail
        Data       {dataDirectory}
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
