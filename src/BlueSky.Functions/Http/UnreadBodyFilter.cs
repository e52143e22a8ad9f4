using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Reads the unread rest of a request's body before the response starts. The Functions host sends the whole body to the
/// worker before it reads the response, but the worker's web server waits only 5 seconds for the rest before it breaks
/// the connection. The host would turn an early response to a large or slow post (413, 415, 429) into a 500.
/// </summary>
/// <remarks>A startup filter, because the worker's own pipeline does not support middleware.</remarks>
internal sealed class UnreadBodyFilter : IStartupFilter
{
    // Below the 230 seconds after which Azure's load balancer ends a request. A slower client gets the host's 500.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, handle) =>
        {
            context.Response.OnStarting(() => DrainAsync(context.Request));
            return handle(context);
        });
        next(app);
    };

    private static async Task DrainAsync(HttpRequest request)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        deadline.CancelAfter(Timeout);
        try
        {
            await request.Body.CopyToAsync(Stream.Null, deadline.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The client has disconnected or is too slow: it gets no response.
        }
    }
}
