using System.Text;
using BlueSky.Content;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>An HTML response of the front desk.</summary>
internal sealed class StaffPage(RenderedPage page, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        StaffHeaders.Apply(httpContext.Response);
        httpContext.Response.Headers.ContentSecurityPolicy = StaffHeaders.PolicyWith(page.Style);
        return Results.Content(page.Html, "text/html", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }
}

/// <summary>The headers of every response of the front desk, redirects and errors too.</summary>
internal static class StaffHeaders
{
    private const string Policy =
        "default-src 'none'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void Apply(HttpResponse response)
    {
        ResponseHeaders.ApplySecurity(response);
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    public static string PolicyWith(StyleSheet style) => $"{Policy}; style-src {style.PolicySource}";
}
