using System.Net;
using BlueSky.FunctionsHost.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace BlueSky.FunctionsHost;

/// <summary>
/// The host's side towards the world: requests go on to the worker's web server, as the host forwards them.
/// </summary>
internal static class HostRoutes
{
    // By it the worker finds the invocation that a forwarded request belongs to.
    private const string InvocationHeader = "x-ms-invocation-id";

    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(240) };

    public static void MapWorker(this WebApplication host, Worker worker)
    {
        var client = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None,
        });
        host.Lifetime.ApplicationStopped.Register(client.Dispose);
        foreach (var function in worker.Functions.Where(function => function.Trigger == "http"))
        {
            host.MapMethods(
                $"/api/{function.Route}", function.Methods!,
                context => ForwardAsync(context, worker, function, client));
        }

        host.MapGet("/admin/functions", () => Results.Json(
            worker.Functions, FunctionsHostJson.Default.IReadOnlyListWorkerFunction));
        host.MapPost("/admin/functions/{name}", (string name, HttpRequest request) => RunAsync(worker, name, request));
    }

    private static async Task ForwardAsync(
        HttpContext context, Worker worker, WorkerFunction function, HttpMessageInvoker client)
    {
        var headers = context.Request.Headers;
        var invocation = worker.NextInvocation();
        invocation.TraceContext =
            new() { TraceParent = $"{headers.TraceParent}", TraceState = $"{headers.TraceState}" };
        foreach (var (name, value) in context.Request.RouteValues)
            invocation.TriggerMetadata[name] = new() { String = $"{value}" };

        headers[InvocationHeader] = invocation.InvocationId;
        var forwarded = context.RequestServices.GetRequiredService<IHttpForwarder>()
            .SendAsync(context, worker.Http.ToString(), client, Patience).AsTask();
        await worker.InvokeAsync(function, invocation, new() { Http = new() }, context.RequestAborted);
        if (await forwarded is not ForwarderError.None and var error)
            throw new InvalidOperationException($"The worker did not answer: {error}.");
    }

    private static async Task<IResult> RunAsync(Worker worker, string name, HttpRequest request)
    {
        var function = worker.Functions.FirstOrDefault(one => one.Name == name);
        var aborted = request.HttpContext.RequestAborted;
        var body = await request.ReadFromJsonAsync(FunctionsHostJson.Default.AdminInput, aborted);
        if (function is null or { Trigger: "http" } || body is null)
            return Results.NotFound();

        TypedData input = function.Trigger == "timer"
            ? new() { Json = """{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}""" }
            : new() { String = body.Input };
        await worker.InvokeAsync(function, worker.NextInvocation(), input, aborted);
        return Results.Accepted();
    }
}
