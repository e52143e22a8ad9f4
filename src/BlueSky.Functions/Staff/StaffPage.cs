using System.Security.Cryptography;
using System.Text;
using BlueSky.Content.Staff;
using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Staff;

/// <summary>An HTML response of the front desk.</summary>
internal sealed class StaffPage(string html, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        StaffHeaders.Apply(httpContext.Response);
        return Results.Content(html, "text/html", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }
}

/// <summary>The headers of every response of the front desk, redirects and errors too.</summary>
internal static class StaffHeaders
{
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{HashOf(StaffStyles.Css)}'; img-src 'self' data:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void Apply(HttpResponse response)
    {
        ResponseHeaders.ApplySecurity(response);
        response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static string HashOf(string css) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)));
}
