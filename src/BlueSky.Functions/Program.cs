using BlueSky.Functions;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddBlueSky(builder.Configuration);
builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.AddServerHeader = false;
    // Requests come from the host, which has limits of its own. What is too large or too slow is answered by the app
    // (see UnreadBodyFilter): a limit here would break the connection, of which the host makes a 500.
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
    // The sentences alone: a stack trace would bury them in the host's log.
    foreach (var sentence in invalid.Failures)
    {
        await Console.Error.WriteLineAsync(sentence);
    }

    return 1;
}
