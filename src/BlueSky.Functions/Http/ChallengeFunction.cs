using BlueSky.Functions.Spam;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>Issues a challenge to ALTCHA's widget on allowed websites; 404 when ALTCHA is disabled.</summary>
public sealed class ChallengeFunction
{
    private readonly Altcha altcha;
    private readonly OriginPolicy origins;

    internal ChallengeFunction(Altcha altcha, OriginPolicy origins) =>
        (this.altcha, this.origins) = (altcha, origins);

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
