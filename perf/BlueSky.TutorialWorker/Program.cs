using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SendGrid;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
var settings = builder.Configuration;
builder.Services.AddSingleton(new TableClient(settings["AzureWebJobsStorage"], "Tutorial"));
builder.Services.AddSingleton<ISendGridClient>(
    new SendGridClient(settings["SendGrid:ApiKey"], settings["SendGrid:Host"]));
await builder.Build().RunAsync();
