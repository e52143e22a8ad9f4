using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace BlueSky.BareWorker;

/// <summary>Reads a form, makes the storage calls, and answers.</summary>
public sealed class BareFunction(BareCalls calls)
{
    [Function("consultation")]
    public async Task<IResult> HandleAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/consultation")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var form = await request.ReadFormAsync(cancellationToken);
        await calls.AcceptAsync(form["name"], form["email"], form["message"], cancellationToken);
        return Results.Ok("stored");
    }
}
