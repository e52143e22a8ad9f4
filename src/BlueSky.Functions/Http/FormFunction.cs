using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>
/// The address that every form has. Triggers list no methods: the Functions host answers one that is not listed with
/// an empty 404, where the app says which ones there are.
/// </summary>
internal sealed class FormFunction(FormEndpoint endpoint)
{
    [Function("form")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/f/{form}")] HttpRequest request,
        string form,
        CancellationToken cancellationToken) =>
        endpoint.HandleAsync(form, request, cancellationToken);
}
