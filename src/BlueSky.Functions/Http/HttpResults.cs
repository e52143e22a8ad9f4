using System.Text;
using BlueSky.Content;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>An HTML response with a policy that prevents loading resources and running scripts.</summary>
internal sealed class HtmlPage(RenderedPage page, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        // No form-action: browsers apply it also to the redirect to the thank-you page, which is on another site.
        httpContext.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src {page.Style.PolicySource}; img-src data:{LogoSource}; base-uri 'none'; "
            + "frame-ancestors 'none'";
        return Results.Content(page.Html, "text/html", Encoding.UTF8, status).ExecuteAsync(httpContext);
    }

    // Without its query, which a policy does not allow; the two characters would end the source.
    private string LogoSource => page.Logo is null ? ""
        : " " + page.Logo.GetLeftPart(UriPartial.Path).Replace(";", "%3B", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}

/// <summary>
/// 303: the browser gets the next page with GET. ASP.NET has results only for 301, 302, 307 and 308.
/// </summary>
/// <param name="location">Percent-encoded; absolute, unless it is a page of the front desk.</param>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}

/// <summary>405 without a body, for routes that only programs and links in emails use.</summary>
/// <param name="allowed">The allowed methods, e.g. <c>GET, HEAD</c>.</param>
internal sealed class MethodNotAllowed(string allowed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Allow = allowed;
        httpContext.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }
}
