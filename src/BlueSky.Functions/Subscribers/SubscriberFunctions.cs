using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Subscribers;

/// <summary>The routes of subscribers and of what they get. Each needs the session of a manager.</summary>
public sealed class SubscriberFunctions
{
    private readonly StaffEndpoint endpoint;
    private readonly SubscriberListEndpoint list;
    private readonly SubscriberEndpoint subscriber;
    private readonly SubscriberExport export;
    private readonly ResourceEndpoint resources;

    internal SubscriberFunctions(
        StaffEndpoint endpoint, SubscriberListEndpoint list, SubscriberEndpoint subscriber, SubscriberExport export,
        ResourceEndpoint resources) =>
        (this.endpoint, this.list, this.subscriber, this.export, this.resources) =
            (endpoint, list, subscriber, export, resources);

    [Function("staff-subscribers")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/subscribers")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => list.ShowAsync(visit, Query(http, "q"), Query(http, "state"), Query(http, "page"), cancellationToken),
            (visit, form) => list.ShowAsync(visit, form["q"], stateName: null, pageNumber: null, cancellationToken),
            cancellationToken, managersOnly: true);

    [Function("staff-subscriber")]
    public Task<IResult> SubscriberAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/subscribers/{key:length(64)}")] HttpRequest http,
        string key, CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => subscriber.ShowAsync(visit, key, Query(http, "saved"), cancellationToken),
            (visit, form) => subscriber.ChangeAsync(visit, key, form, cancellationToken),
            cancellationToken, managersOnly: true);

    [Function("staff-subscribers-export")]
    public Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/subscribers.csv")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http, visit => export.RunAsync(visit, cancellationToken), act: null, cancellationToken,
            managersOnly: true);

    [Function("staff-resources")]
    public Task<IResult> ResourcesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/resources")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => resources.ShowAsync(visit, http.Query.ContainsKey("saved"), cancellationToken),
            (visit, form) => resources.SaveAsync(visit, form, cancellationToken),
            cancellationToken, managersOnly: true);

    private static string? Query(HttpRequest http, string name) => http.Query[name].FirstOrDefault();
}
