using BlueSky.Functions.Consultations;
using BlueSky.Functions.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Http;

/// <summary>
/// The addresses of the forms. Triggers list no methods: the Functions host answers one that is not listed with an
/// empty 404, where the app says which ones there are.
/// </summary>
internal sealed class FormFunctions(FormDoor door)
{
    [Function("subscribe")]
    public Task<IResult> SubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "subscribe")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AnswerAsync(SubscribeForm.FormName, request, cancellationToken);

    [Function("consultation")]
    public Task<IResult> ConsultationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "consultation")] HttpRequest request,
        CancellationToken cancellationToken) =>
        door.AnswerAsync(ConsultationForm.FormName, request, cancellationToken);

    [Function("form")]
    public Task<IResult> FormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "f/{form}")] HttpRequest request,
        string form,
        CancellationToken cancellationToken) =>
        door.AnswerAsync(form, request, cancellationToken);
}
