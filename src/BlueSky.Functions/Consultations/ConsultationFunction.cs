using BlueSky.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Consultations;

/// <summary>The consultation form's own route, beside <c>/api/f/consultation</c>.</summary>
public sealed class ConsultationFunction
{
    private readonly FormEndpoint endpoint;

    internal ConsultationFunction(FormEndpoint endpoint) => this.endpoint = endpoint;

    [Function("consultation")]
    public Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/consultation")] HttpRequest request,
        CancellationToken cancellationToken) =>
        endpoint.HandleAsync(ConsultationForm.FormName, request, cancellationToken);
}
