using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>
/// 303: whatever the method was, get the next page. ASP.NET's own redirects are 301, 302, 307 and 308.
/// </summary>
/// <param name="location">Absolute and percent-encoded.</param>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
