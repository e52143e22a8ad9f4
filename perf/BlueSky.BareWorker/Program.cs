using BlueSky.BareWorker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddSingleton(new BareCalls(builder.Configuration["AzureWebJobsStorage"]!, TimeProvider.System));
await builder.Build().RunAsync();
