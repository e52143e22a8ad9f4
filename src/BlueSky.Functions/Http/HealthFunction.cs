using BlueSky.Functions.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>Reports that the app runs, and its build. Does not check storage or other services.</summary>
public static class HealthFunction
{
    [Function("health")]
    public static IResult Handle(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/health")] HttpRequest request)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? Results.Json(new HealthResponse("ok", BuildVersion.Commit), HttpJson.Default.HealthResponse)
            : new MethodNotAllowed("GET, HEAD");
    }
}
