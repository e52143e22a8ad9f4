using System.Diagnostics;
using System.Net;
using System.Text;
using BlueSky.LocalHost.Worker;
using BlueSky.LocalHost.Worker.Protocol;
using Yarp.ReverseProxy.Forwarder;

namespace BlueSky.LocalHost.Triggers;

/// <summary>
/// Serves the app's HTTP functions: forwards the request to the worker's web server, and sends the worker the
/// invocation that it belongs to. The forwarder and its settings are those of the real host.
/// </summary>
internal sealed class HttpTriggers(
    WorkerSupervisor workers, IHttpForwarder forwarder, ILogger<HttpTriggers> logger) : IDisposable
{
    private const string InvocationHeader = "x-ms-invocation-id";

    private static readonly ForwarderRequestConfig Config = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    // The time that a request waits for a worker to be restarted.
    private static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);

    private readonly HttpMessageInvoker client = new(new ConnectingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Azure's front ends encode non-ASCII headers before the host; the host alone would refuse to forward them.
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    }, TimeProvider.System));

    /// <summary>The first function that matches a URL handles it.</summary>
    public void Map(IEndpointRouteBuilder routes, string prefix, IEnumerable<HttpFunction> functions)
    {
        var order = 0;
        foreach (var function in functions)
        {
            var pattern = prefix.Length == 0 ? $"/{function.Route}" : $"/{prefix}/{function.Route}";
            Task Serve(HttpContext context) => ServeAsync(context, function);
            (function.Methods.Count == 0 ? routes.Map(pattern, Serve) : routes.MapMethods(
                pattern, function.Methods, Serve)).WithOrder(order++);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task ServeAsync(HttpContext context, HttpFunction function)
    {
        RunningWorker worker;
        try
        {
            worker = await workers.CurrentAsync(context.RequestAborted).WaitAsync(WorkerTimeout);
        }
        catch (TimeoutException)
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) =
                (StatusCodes.Status503ServiceUnavailable, "10");
            return;
        }
        catch (OperationCanceledException)
        {
            return; // The client has disconnected.
        }

        await ForwardAsync(context, function, worker);
    }

    private async Task ForwardAsync(HttpContext context, HttpFunction function, RunningWorker worker)
    {
        var invocation = Invocation(context, worker);
        context.Request.Headers[InvocationHeader] = invocation.InvocationId;
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var invoking = InvokeAsync(function, invocation, worker, abandoned.Token);
        var error = await forwarder.SendAsync(
            context, worker.Http.ToString(), client, Config, HttpTransformer.Default, worker.Gone);
        if (error is ForwarderError.None)
        {
            await invoking;
            return;
        }

        // A function whose request did not arrive would wait for it for 15 seconds, so it is cancelled.
        await abandoned.CancelAsync();
        if (!context.RequestAborted.IsCancellationRequested)
            Fail(context, function, $"{error}", isClients: error is ForwarderError.RequestBodyClient);
    }

    private async Task InvokeAsync(
        HttpFunction function, InvocationRequest invocation, RunningWorker worker, CancellationToken abandoned)
    {
        try
        {
            await worker.InvokeAsync(function, invocation, new() { Http = new() }, abandoned);
        }
        catch (FunctionFailedException failed) when (!abandoned.IsCancellationRequested)
        {
            logger.FunctionFailed(failed.Message);
        }
        catch (Exception gone) when (gone is WorkerGoneException or FunctionFailedException)
        {
            // The forwarder reports the same failure.
        }
    }

    // The real host responds with 500 whenever forwarding fails. A client error (a body with an invalid chunked
    // encoding) keeps the forwarder's 400.
    private void Fail(HttpContext context, HttpFunction function, string reason, bool isClients)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
        }
        else if (!isClients)
        {
            logger.NotForwarded(function.Name, reason);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private static InvocationRequest Invocation(HttpContext context, RunningWorker worker)
    {
        var invocation = worker.NewInvocation();
        invocation.TraceContext = new()
        {
            TraceParent = TraceParent(context), TraceState = Header(context, "tracestate"),
        };
        foreach (var (name, value) in context.Request.RouteValues)
            invocation.TriggerMetadata[name] = new() { String = $"{value}" };
        return invocation;
    }

    // The request's trace, or a new one.
    private static string TraceParent(HttpContext context) =>
        Header(context, "traceparent") is { Length: > 0 } given
            ? given
            : $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";

    private static string Header(HttpContext context, string name) => context.Request.Headers[name].ToString();
}
