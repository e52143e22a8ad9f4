using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The subscribe form's own route, beside <c>/api/f/subscribe</c>.</summary>
internal sealed class SubscribeFunction(FormEndpoint endpoint)
{
    [Function("subscribe")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/subscribe")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.HandleAsync(SubscribeForm.FormName, request, cancellationToken);
}
