using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>
/// Serves the script for the clinic's website. It is the only response of the app that may be cached.
/// </summary>
public sealed class FormsScriptFunction
{
    private readonly FormsScript script;

    internal FormsScriptFunction(FormsScript script) => this.script = script;

    // A new version is used everywhere after an hour. While the app is unavailable, a day-old script may be used.
    private const string Caching = "public, max-age=3600, stale-while-revalidate=86400, stale-if-error=86400";

    [Function("forms-script")]
    public IResult Handle(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/forms.js")] HttpRequest request)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return new MethodNotAllowed("GET, HEAD");
        }

        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = Caching;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        // Also handles If-None-Match and HEAD.
        return Results.Bytes(script.Content, "text/javascript; charset=utf-8", entityTag: script.Tag);
    }
}
