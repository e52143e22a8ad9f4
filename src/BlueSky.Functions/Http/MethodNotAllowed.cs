using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Http;

/// <summary>405 without a body, for addresses that only programs and mail links use.</summary>
/// <param name="allowed">The methods that are answered, e.g. <c>GET, HEAD</c>.</param>
internal sealed class MethodNotAllowed(string allowed) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Allow = allowed;
        httpContext.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }
}
