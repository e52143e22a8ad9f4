using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscriptions;

/// <summary>The subscribe form's own route, beside <c>/api/f/subscribe</c>.</summary>
public sealed class SubscribeFunction
{
    private readonly FormEndpoint endpoint;

    internal SubscribeFunction(FormEndpoint endpoint) => this.endpoint = endpoint;

    [Function("subscribe")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/subscribe")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.HandleAsync(SubscribeForm.FormName, request, cancellationToken);
}
