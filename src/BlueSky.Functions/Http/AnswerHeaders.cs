using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>Headers that do not depend on what the answer says.</summary>
internal static class AnswerHeaders
{
    /// <summary>On every answer of the app: what is answered to one visitor is nobody else's.</summary>
    public static void Secure(HttpResponse response)
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
    public static void RetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = $"{Math.Ceiling(wait.TotalSeconds):0}";

    /// <summary>Lets a page read the answer, if its origin is allowed.</summary>
    public static void Share(HttpResponse response, string? allowedOrigin)
    {
        response.Headers.Vary = "Origin";
        if (allowedOrigin is not null)
        {
            response.Headers.AccessControlAllowOrigin = allowedOrigin;
            response.Headers.AccessControlExposeHeaders = "Retry-After";
        }
    }
}
