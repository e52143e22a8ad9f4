namespace BlueSky.LocalHost;

/// <summary>
/// Sends a browser on to the address in the app's <c>Site:BaseUrl</c>, if it opens the front desk under another name of
/// this machine: <c>localhost</c> and <c>127.0.0.1</c> are two origins, and the app accepts posts from its own only.
/// </summary>
internal static class FrontDeskAddress
{
    private const int HttpPort = 80;

    public static void UseFrontDeskAddress(this IApplicationBuilder app, Uri baseUrl) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!IsPageOfFrontDesk(request) || !IsAnotherName(request.Host, baseUrl))
            return next(context);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location =
            $"{baseUrl.GetLeftPart(UriPartial.Authority)}{request.Path.ToUriComponent()}{request.QueryString}";
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        return Task.CompletedTask;
    });

    private static bool IsPageOfFrontDesk(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Path.StartsWithSegments("/staff");

    private static bool IsAnotherName(HostString host, Uri baseUrl) =>
        LoopbackOnly.IsLoopback(baseUrl.Host) && (host.Port ?? HttpPort) == baseUrl.Port
        && !host.Host.Equals(baseUrl.Host, StringComparison.OrdinalIgnoreCase);
}
