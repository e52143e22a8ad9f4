using BlueSky.Functions.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>Where ALTCHA's widget gets its challenge, on pages that may post; 404 while it is off.</summary>
internal sealed class ChallengeFunction(Altcha altcha, OriginPolicy origins)
{
    [Function("challenge")]
    public IResult Handle(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/challenge")] HttpRequest request)
    {
        ResponseHeaders.ApplySecurity(request.HttpContext.Response);
        ResponseHeaders.ApplyCors(request.HttpContext.Response, origins.AllowedOriginOf(request));
        return !altcha.IsOn ? Results.NotFound()
            : HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
                ? Results.Json(altcha.Issue(), AltchaJson.Default.AltchaChallenge)
            : new MethodNotAllowed("GET, HEAD");
    }
}
