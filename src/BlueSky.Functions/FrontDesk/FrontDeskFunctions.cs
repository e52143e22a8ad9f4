using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.FrontDesk;

/// <summary>The routes of the front desk. Each needs a session.</summary>
public sealed class FrontDeskFunctions
{
    private readonly StaffEndpoint endpoint;
    private readonly RequestListEndpoint list;
    private readonly RequestEndpoint request;
    private readonly SearchEndpoint search;
    private readonly AuditView audit;

    internal FrontDeskFunctions(
        StaffEndpoint endpoint, RequestListEndpoint list, RequestEndpoint request, SearchEndpoint search,
        AuditView audit) =>
        (this.endpoint, this.list, this.request, this.search, this.audit) = (endpoint, list, request, search, audit);

    [Function("staff-list")]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => list.ShowAsync(visit, http.Query["saved"].FirstOrDefault(), cancellationToken),
            act: null, cancellationToken);

    [Function("staff-request")]
    public Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/requests/{id}")] HttpRequest http, string id,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => request.ShowAsync(visit, id, http.Query.ContainsKey("saved"), cancellationToken),
            (visit, form) => request.ChangeAsync(
                visit, id, form, http.Query["again"].FirstOrDefault(), cancellationToken),
            cancellationToken);

    [Function("staff-search")]
    public Task<IResult> SearchAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/search")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => search.SearchAsync(visit, SearchInput.Read(http, form: null), cancellationToken),
            (visit, form) => search.SearchAsync(visit, SearchInput.Read(http, form), cancellationToken),
            cancellationToken);

    [Function("staff-export")]
    public Task<IResult> ExportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/requests.csv")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => search.ExportAsync(visit, SearchInput.Read(http, form: null), cancellationToken),
            (visit, form) => search.ExportAsync(visit, SearchInput.Read(http, form), cancellationToken),
            cancellationToken);

    [Function("staff-call-list")]
    public Task<IResult> CallListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/call-list")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http, visit => list.ShowCallListAsync(visit, cancellationToken), act: null, cancellationToken);

    [Function("staff-audit")]
    public Task<IResult> AuditAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/audit")] HttpRequest http,
        CancellationToken cancellationToken) => endpoint.HandleAsync(
            http,
            visit => audit.ShowAsync(visit, http.Query["day"].FirstOrDefault(), cancellationToken),
            act: null, cancellationToken, managersOnly: true);
}
