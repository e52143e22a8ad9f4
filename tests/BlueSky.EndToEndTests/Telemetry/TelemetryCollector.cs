using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BlueSky.EndToEndTests.Telemetry;

/// <summary>
/// Stands where telemetry goes: takes OTLP over HTTP, and what goes to Application Insights, and keeps the bytes.
/// Both write text as UTF-8, so that what is in them can be found without reading their formats.
/// </summary>
public sealed class TelemetryCollector : IAsyncDisposable
{
    public const string Traces = "/v1/traces";
    public const string Metrics = "/v1/metrics";
    public const string Logs = "/v1/logs";
    public const string ApplicationInsights = "/v2.1/track";

    private readonly ConcurrentQueue<(string Path, string Key, byte[] Body)> posts = [];
    private readonly WebApplication app;

    public TelemetryCollector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(TakeAsync);
        app.Start();
    }

    /// <summary>Has an app send here, without the usual delays.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Address,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-collector-key=open-sesame",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
            $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={Address}",
    };

    /// <summary>All that came to a place so far, each byte a character.</summary>
    public string this[string path] =>
        string.Concat(posts.Where(post => post.Path == path).Select(post => Encoding.Latin1.GetString(post.Body)));

    public string Everything => string.Concat(posts.Select(post => Encoding.Latin1.GetString(post.Body)));

    /// <summary>The keys that came with what came to a place.</summary>
    public IEnumerable<string> KeysAt(string path) =>
        posts.Where(post => post.Path == path).Select(post => post.Key).Distinct();

    private string Address => $"{app.Urls.Single()}/";

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await using (var sent = context.Request.Headers.ContentEncoding == "gzip"
            ? new GZipStream(context.Request.Body, CompressionMode.Decompress)
            : context.Request.Body)
        {
            await sent.CopyToAsync(body, context.RequestAborted);
        }

        posts.Enqueue((context.Request.Path, $"{context.Request.Headers["x-collector-key"]}", body.ToArray()));
        if (context.Request.Path == ApplicationInsights)
        {
            var items = Encoding.UTF8.GetString(body.ToArray())
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            await context.Response.WriteAsJsonAsync(
                new { itemsReceived = items, itemsAccepted = items, errors = Array.Empty<string>() });
        }
    }
}
