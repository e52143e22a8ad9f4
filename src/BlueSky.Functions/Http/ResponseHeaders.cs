using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>Headers that do not depend on what the answer says.</summary>
internal static class ResponseHeaders
{
    /// <summary>On every answer of the app: what is answered to one visitor is nobody else's.</summary>
    public static void ApplySecurity(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        // With "no-referrer" a page's own posts would come from the origin "null".
        response.Headers["Referrer-Policy"] = "same-origin";
        if (response.HttpContext.Request.IsHttps)
        {
            response.Headers.StrictTransportSecurity = "max-age=31536000";
        }
    }

    /// <summary>Says when to try again, in whole seconds.</summary>
    public static void ApplyRetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";

    /// <summary>Lets a page read the answer, if its origin is allowed.</summary>
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
