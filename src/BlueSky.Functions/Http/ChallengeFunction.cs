using BlueSky.Functions.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>Issues a challenge to ALTCHA's widget on allowed websites; 404 when ALTCHA is disabled.</summary>
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
