using System.Security.Cryptography;
using System.Text;
using BlueSky.Content.Pages;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>A page as an answer, under a policy that lets it load and run nothing.</summary>
internal sealed class HtmlPage(string html, int status) : IResult
{
    // No form-action: browsers hold it against the redirect to the thank-you page too, which is on another site.
    private static readonly string ContentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{HashOf(PageStyles.Css)}'; base-uri 'none'; frame-ancestors 'none'";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return Results.Content(html, "text/html", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }

    private static string HashOf(string css) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(css)));
}
