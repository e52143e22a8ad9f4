using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>Says that the app is up, and no more: it looks at nothing behind it.</summary>
internal static class HealthFunction
{
    [Function("health")]
    public static IResult Answer(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "health")] HttpRequest request)
    {
        AnswerHeaders.Secure(request.HttpContext.Response);
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return Results.Json(new HealthAnswer("ok"), AnswerJson.Default.HealthAnswer);
        }

        request.HttpContext.Response.Headers.Allow = "GET, HEAD";
        return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
    }
}
