using BlueSky.Functions.Consultations;
using BlueSky.Functions.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>
/// The addresses of the forms. Every method is listed and answered here: the Functions host answers one that is not
/// with an empty 404.
/// </summary>
internal sealed class FormFunctions(FormDoor door)
{
    [Function("subscribe")]
    public Task<IResult> SubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "subscribe")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AnswerAsync(SubscribeForm.FormName, request, cancellationToken);

    [Function("consultation")]
    public Task<IResult> ConsultationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "consultation")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AnswerAsync(ConsultationForm.FormName, request, cancellationToken);

    [Function("form")]
    public Task<IResult> FormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options",
            Route = "f/{form}")] HttpRequest request,
        string form,
        CancellationToken cancellationToken) =>
        door.AnswerAsync(form, request, cancellationToken);
}
