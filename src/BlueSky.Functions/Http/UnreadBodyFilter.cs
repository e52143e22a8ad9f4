using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// Takes in what the app left of a request's body before the response begins. The Functions host sends the whole body
/// to the worker before it reads the answer, and the worker's web server waits 5 seconds for the rest before it breaks
/// the connection: of an early answer to a large or slow post (413, 415, 429) the host would make a 500.
/// </summary>
/// <remarks>A startup filter, because the worker's own pipeline takes no middleware.</remarks>
internal sealed class UnreadBodyFilter : IStartupFilter
{
    // Below the 230 seconds after which Azure's load balancer ends a request. Who is slower meets the host's 500.
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
            // Nothing is kept of it.
            await request.Body.CopyToAsync(Stream.Null, deadline.Token);
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
            // The client has gone or is too slow: nobody gets the answer.
        }
    }
}
