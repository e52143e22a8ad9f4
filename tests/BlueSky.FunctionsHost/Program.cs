using System.Runtime.InteropServices;
using BlueSky.Functions.Settings;
using BlueSky.FunctionsHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

var options = new ConfigurationBuilder().AddCommandLine(args).Build();
if (options["app"] is not { } app || options["settings"] is not { } settings)
{
    await Console.Error.WriteLineAsync(
        "Say what to run: --app=<folder that would be deployed> --settings=<local.settings.json> "
        + "[--urls=http://127.0.0.1:0].");
    return 2;
}

using var stopping = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var channel = new WorkerChannel(TextWriter.Synchronized(Console.Out));
try
{
    // Two servers, as in the host: the worker calls one before it is known what the other has to serve.
    await using var grpc = Listening("http://127.0.0.1:0", HttpProtocols.Http2);
    grpc.MapGrpcService<WorkerChannel>();
    await grpc.StartAsync(stopping.Token);
    var started = TimeProvider.System.GetTimestamp();
    await using var worker = await Worker.StartAsync(
        Path.GetFullPath(app), LocalSettingsFile.Read(settings), AddressOf(grpc), channel, stopping.Token);

    Console.WriteLine($"Attached   after {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:0} ms");
    await using var http = Listening(options["urls"] ?? "http://127.0.0.1:0", HttpProtocols.Http1);
    http.MapWorker(worker);
    await http.StartAsync(stopping.Token);
    Console.WriteLine($"Forms API  {AddressOf(http)}api/");
    Console.WriteLine("Ready");
    await Task.Delay(Timeout.Infinite, stopping.Token);
    return 0;
}
catch (OperationCanceledException) when (stopping.IsCancellationRequested)
{
    return 0;
}
catch (WorkerEndedException ended)
{
    await Console.Error.WriteLineAsync(ended.Message);
    await Console.Error.WriteLineAsync($"The app ended with exit code {ended.ExitCode}.");
    return 1;
}

WebApplication Listening(string url, HttpProtocols protocols)
{
    var builder = WebApplication.CreateEmptyBuilder(new());
    builder.WebHost.UseUrls(url).UseKestrel(kestrel =>
    {
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols);
        // As the host: the app reads less by itself.
        kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024;
    });
    builder.Services.AddRouting();
    builder.Services.AddSingleton(channel);
    builder.Services.AddGrpc();
    builder.Services.AddHttpForwarder();
    return builder.Build();
}

static Uri AddressOf(WebApplication server) => new(
    server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stopping.Cancel();
}
