using System.Net;

namespace BlueSky.LocalHost;

/// <summary>
/// Answers nobody who did not ask for this machine by name: a website elsewhere could point a name of its own here
/// and read the captured mail through a visitor's browser. What is LocalHost's own is answered to this machine alone,
/// whatever name and address another one asks by.
/// </summary>
internal static class LoopbackOnly
{
    /// <summary>Goes before forwarded headers are followed, so that only the real Host counts.</summary>
    public static void UseLoopbackOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsLoopback(context.Request.Host.Host)
            && (!IsOwnRoute(context.Request)
                || (IsFromThisMachine(context.Connection) && !IsForeignWebsite(context.Request))))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    });

    public static bool IsLoopback(string host) =>
        host is "127.0.0.1" or "[::1]" || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static bool IsOwnRoute(HttpRequest request) =>
        request.Path.StartsWithSegments("/_local") || request.Path.StartsWithSegments("/admin");

    private static bool IsFromThisMachine(ConnectionInfo connection) =>
        connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    // The app judges origins by its own rules; LocalHost's own routes are for this machine's pages alone.
    private static bool IsForeignWebsite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));
}
