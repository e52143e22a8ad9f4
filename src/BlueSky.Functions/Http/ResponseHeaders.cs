using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>Headers that do not depend on the content of the response.</summary>
internal static class ResponseHeaders
{
    /// <summary>For all responses of the app. They are never cached, because they may be personal.</summary>
    public static void ApplySecurity(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        // With "no-referrer", posts from the app's own pages would have the origin "null".
        response.Headers["Referrer-Policy"] = "same-origin";
        if (response.HttpContext.Request.IsHttps)
        {
            response.Headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    /// <summary>Sets Retry-After, in whole seconds.</summary>
    public static void ApplyRetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";

    /// <summary>Lets a page of an allowed origin read the response.</summary>
    public static void ApplyCors(HttpResponse response, string? allowedOrigin)
    {
        response.Headers.Vary = "Origin";
        if (allowedOrigin is not null)
        {
            response.Headers.AccessControlAllowOrigin = allowedOrigin;
            response.Headers.AccessControlExposeHeaders = "Retry-After";
        }
    }
}
