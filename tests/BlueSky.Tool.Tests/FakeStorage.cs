using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlueSky.Tool.Tests;

/// <summary>
/// Answers what doctor reads as Azure does: the first rows of a table, a queue's properties, the exports.
/// </summary>
public sealed class FakeStorage : IAsyncLifetime
{
    private readonly WebApplication app;

    public FakeStorage()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(AnswerAsync);
    }

    public string ConnectionString { get; private set; } = "";

    /// <summary>The status and the error code by the name of a table or queue.</summary>
    public Dictionary<string, (int Status, string Code)> Errors { get; } = [];

    public List<(string Email, string RowKey)> Recipients { get; } = [];

    /// <summary>The days of the exports, and whether they are complete.</summary>
    public Dictionary<string, bool> Exports { get; } = [];

    public HashSet<string> Methods { get; } = [];

    public void Reset()
    {
        Errors.Clear();
        Recipients.Clear();
        Exports.Clear();
        Methods.Clear();
    }

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        ConnectionString = $"AccountName=clinic;AccountKey=bm90IGEga2V5;TableEndpoint={address}/clinic;"
            + $"QueueEndpoint={address}/clinic;BlobEndpoint={address}/clinic";
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Methods.Add(context.Request.Method);
        var name = context.Request.Path.Value!.Split('/')[2].Replace("()", "", StringComparison.Ordinal);
        if (Errors.TryGetValue(name, out var error))
        {
            context.Response.StatusCode = error.Status;
            context.Response.Headers["x-ms-error-code"] = error.Code;
            context.Response.ContentType = IsXml(name) ? "application/xml" : "application/json";
            return context.Response.WriteAsync(IsXml(name)
                ? $"<Error><Code>{error.Code}</Code><Message>no</Message></Error>"
                : $$$$"""{"odata.error":{"code":"{{{{error.Code}}}}","message":{"lang":"en-US","value":"no"}}}""");
        }

        if (name == "backups")
        {
            return AnswerExportsAsync(context);
        }

        if (IsXml(name))
        {
            context.Response.Headers["x-ms-approximate-messages-count"] = "0";
            return Task.CompletedTask;
        }

        var rows = name == "Recipients"
            ? Recipients.Select(one => new Dictionary<string, string>
            {
                ["PartitionKey"] = one.RowKey[..2], ["RowKey"] = one.RowKey, ["Email"] = one.Email,
            })
            : [];
        context.Response.ContentType = "application/json;odata=minimalmetadata";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new { value = rows }));
    }

    private Task AnswerExportsAsync(HttpContext context)
    {
        if (context.Request.Path.Value!.Split('/') is [_, _, _, var day, "complete.json"])
        {
            if (!Exports[day])
            {
                context.Response.StatusCode = 404;
                context.Response.Headers["x-ms-error-code"] = "BlobNotFound";
            }

            return Task.CompletedTask;
        }

        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(
            "<EnumerationResults><Blobs>"
            + string.Concat(Exports.Keys.Order(StringComparer.Ordinal).Select(
                name => $"<BlobPrefix><Name>{name}/</Name></BlobPrefix>"))
            + "</Blobs><NextMarker /></EnumerationResults>");
    }

    // Queues and containers: their names begin with a small letter.
    private static bool IsXml(string name) => char.IsAsciiLetterLower(name[0]);
}
