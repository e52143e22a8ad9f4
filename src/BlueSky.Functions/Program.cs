using BlueSky.Functions;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddBlueSky(builder.Configuration);
builder.Services.AddSingleton<IFunctionActivator, FunctionActivator>();
builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.AddServerHeader = false;
    // Requests come from the host, which has its own limits. The app responds to bodies that are too large or too
    // slow (see UnreadBodyFilter). A limit here would break the connection, and the host would respond with 500.
    kestrel.Limits.MaxRequestBodySize = null;
    kestrel.Limits.MinRequestBodyDataRate = null;
});
builder.Services.AddSingleton<IStartupFilter, UnreadBodyFilter>();

try
{
    await builder.Build().RunAsync();
    return 0;
}
catch (OptionsValidationException invalid)
{
    // Only the sentences: in the host's log, they would be hard to find above a stack trace.
    foreach (var sentence in invalid.Failures)
    {
        await Console.Error.WriteLineAsync(sentence);
    }

    return 1;
}
