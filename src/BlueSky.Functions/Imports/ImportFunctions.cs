using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.Functions.Imports;

/// <summary>The page of imports, and the queue triggers that run them.</summary>
public sealed class ImportFunctions
{
    private readonly StaffEndpoint staff;
    private readonly ImportEndpoint endpoint;
    private readonly ImportRun imports;
    private readonly PoisonedImports poisoned;

    internal ImportFunctions(
        StaffEndpoint staff, ImportEndpoint endpoint, ImportRun imports, PoisonedImports poisoned) =>
        (this.staff, this.endpoint, this.imports, this.poisoned) = (staff, endpoint, imports, poisoned);

    [Function("staff-import")]
    public Task<IResult> ImportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "staff/subscribers/import")] HttpRequest http,
        CancellationToken cancellationToken) => staff.HandleAsync(
            http,
            visit => endpoint.ShowAsync(visit, http.Query["import"].FirstOrDefault(), cancellationToken),
            (visit, form) => endpoint.StartAsync(visit, form, cancellationToken),
            cancellationToken,
            managersOnly: true,
            (visit, upload) => endpoint.UploadAsync(visit, upload, cancellationToken));

    [Function("run-import")]
    public Task RunAsync(
        [QueueTrigger(ImportMessage.QueueName)] string message, CancellationToken cancellationToken) =>
        imports.RunAsync(ImportMessage.Parse(message).Import, cancellationToken);

    [Function("fail-poisoned-import")]
    public Task FailAsync(
        [QueueTrigger(ImportMessage.PoisonQueueName)] string message, CancellationToken cancellationToken) =>
        poisoned.FailAsync(ImportMessage.TryParse(message), cancellationToken);
}
