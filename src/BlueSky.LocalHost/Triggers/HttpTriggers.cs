namespace BlueSky.LocalHost.Triggers;

/// <summary>Serves the app's HTTP functions below the route prefix.</summary>
internal static class HttpTriggers
{
    public static void MapHttpFunctions(
        this IEndpointRouteBuilder routes, string prefix, IEnumerable<HttpFunction> functions)
    {
        var invoker = routes.ServiceProvider.GetRequiredService<FunctionInvoker>();
        var logger = routes.ServiceProvider.GetRequiredService<ILogger<HttpFunction>>();
        foreach (var function in functions)
        {
            var pattern = $"/{prefix}/{function.Route}";
            Task Serve(HttpContext context) => ServeAsync(function, context, invoker, logger);
            if (function.Methods.Count == 0)
                routes.Map(pattern, Serve);
            else
                routes.MapMethods(pattern, function.Methods, Serve);
        }
    }

    /// <summary>
    /// The real host answers a method that a function does not list with an empty 404, where ASP.NET's routing
    /// puts an endpoint that answers 405.
    /// </summary>
    public static void UseNotFoundForUnlistedMethods(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is null or RouteEndpoint)
            return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static async Task ServeAsync(
        HttpFunction function, HttpContext context, FunctionInvoker invoker, ILogger logger)
    {
        try
        {
            var result = await invoker.InvokeAsync(function, parameter =>
                parameter.ParameterType == typeof(HttpRequest) ? context.Request
                : parameter.ParameterType == typeof(CancellationToken) ? context.RequestAborted
                : context.Request.RouteValues[parameter.Name!]?.ToString());
            if (result is IResult answer)
                await answer.ExecuteAsync(context);
        }
        catch (BadHttpRequestException malformed) when (!context.Response.HasStarted)
        {
            // Kestrel's judgement of the body while the function read it: too large, too slow, badly chunked.
            Answer(context.Response, malformed.StatusCode);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException
            && context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer any more.
        }
#pragma warning disable CA1031 // The host stands between the app's failures and the client, whatever they are.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            logger.FunctionFailed(function.Name, failure);
            if (context.Response.HasStarted)
                context.Abort();
            else
                Answer(context.Response, StatusCodes.Status500InternalServerError);
        }
    }

    private static void Answer(HttpResponse response, int status)
    {
        response.Clear();
        response.StatusCode = status;
    }
}
