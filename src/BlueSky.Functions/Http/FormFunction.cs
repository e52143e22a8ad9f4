using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>
/// The route of all forms. Triggers list no methods: for an unlisted method the Functions host responds with an empty
/// 404, but the app responds with 405 and the allowed methods.
/// </summary>
public sealed class FormFunction
{
    private readonly FormEndpoint endpoint;

    internal FormFunction(FormEndpoint endpoint) => this.endpoint = endpoint;

    [Function("form")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/f/{form}")] HttpRequest request,
        string form,
        CancellationToken cancellationToken) =>
        endpoint.HandleAsync(form, request, cancellationToken);
}
