using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Benchmarks;

/// <summary>
/// Stands between the app and a storage service, passes everything on, and counts. A shared key signs no host, so
/// that requests are as valid behind it as before it.
/// </summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient service;
    private readonly Func<HttpRequest, bool> isCounted;
    private readonly ConcurrentDictionary<string, int> filters = new();
    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly Lock gate = new();
    private StorageCounts counts;

    private CountingProxy(Uri target, Func<HttpRequest, bool>? isCounted)
    {
        service = new HttpClient { BaseAddress = new Uri(target.GetLeftPart(UriPartial.Authority)) };
        this.isCounted = isCounted ?? (_ => true);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.Run(PassOnAsync);
    }

    public Uri Address => new(server.Urls.Single());

    public StorageCounts Counts
    {
        get
        {
            lock (gate)
                return counts;
        }
    }

    /// <summary>The filters of all queries, each with how often it came.</summary>
    public IReadOnlyDictionary<string, int> Filters => filters;

    /// <summary>All calls by name, each with how often it came.</summary>
    public IReadOnlyDictionary<string, int> Calls => calls;

    public static async Task<CountingProxy> StartAsync(Uri target, Func<HttpRequest, bool>? isCounted = null)
    {
        var proxy = new CountingProxy(target, isCounted);
        await proxy.server.StartAsync();
        return proxy;
    }

    public void Reset()
    {
        lock (gate)
            counts = default;
        filters.Clear();
        calls.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        service.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        using var sent = new MemoryStream();
        await context.Request.Body.CopyToAsync(sent, context.RequestAborted);
        using var request = Copy(context.Request, sent.ToArray());
        using var answer = await service.SendAsync(request, context.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        Count(context.Request, Encoding.UTF8.GetString(sent.ToArray()), body);

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Content-Length" or "Connection" or "Keep-Alive"))
                context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static HttpRequestMessage Copy(HttpRequest original, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(original.Method), original.Path + original.QueryString.Value)
        {
            Content = original.ContentLength > 0 ? new ByteArrayContent(body) : null,
        };
        foreach (var (name, values) in original.Headers)
        {
            if (name is not ("Host" or "Connection") && !copy.Headers.TryAddWithoutValidation(name, values.ToArray()))
                copy.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        return copy;
    }

    private void Count(HttpRequest request, string sent, byte[] answer)
    {
        if (!isCounted(request))
            return;
        calls.AddOrUpdate(StorageCallName.Of(request, sent), 1, (_, times) => times + 1);
        if (request.Query["$filter"] is [{ } filter])
            filters.AddOrUpdate(filter, 1, (_, times) => times + 1);
        lock (gate)
            counts += new StorageCounts(1, RowsIn(request, answer), answer.Length);
    }

    private static int RowsIn(HttpRequest request, byte[] answer)
    {
        if (!HttpMethods.IsGet(request.Method) || !request.Query.ContainsKey("$filter"))
            return 0;
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("value", out var rows) ? rows.GetArrayLength() : 0;
    }
}
