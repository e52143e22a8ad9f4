using System.Net;

namespace BlueSky.LocalHost;

/// <summary>
/// Refuses requests whose Host is not a loopback name: otherwise a website could point its own domain to this machine
/// and read the captured emails through a visitor's browser (DNS rebinding). LocalHost's own routes also accept only
/// connections from this machine.
/// </summary>
internal static class LoopbackOnly
{
    /// <summary>Must run before forwarded headers are applied, so that only the real Host counts.</summary>
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

    // The app checks origins by its own rules; LocalHost's own routes are only for pages from this machine.
    private static bool IsForeignWebsite(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && IsLoopback(uri.Host));
}
