using BlueSky.Content.Staff;
using BlueSky.Functions.Http;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Erases the person who sent a request, for a manager who confirmed it.</summary>
internal sealed class RequestErasure(PersonSearch search, Erasure erasure, StaffPages pages, DeskAudit audit)
{
    /// <param name="confirm">The reference, from the ticked box.</param>
    public async Task<IResult> HandleAsync(
        StaffVisit visit, SubmissionKey key, string? confirm, CancellationToken cancellationToken)
    {
        if (!visit.IsManager)
        {
            return await pages.ForManagersAsync();
        }

        if (confirm != key.Id)
        {
            return await pages.RenderAsync(
                StatusCodes.Status422UnprocessableEntity, "Nothing was erased",
                "Please tick the box that says so, and press Erase again.",
                new StaffLink("Back to the request", RequestListView.LinkTo(key).OriginalString));
        }

        // Before anything is erased, so that a crash leaves a trace.
        await audit.WriteAsync(visit.Person, "erase", key.Id, cancellationToken, outcome: "begun");
        var person = await search.FindSenderAsync(key.Id, cancellationToken);
        // Without an address and a phone number, the request can only be found by its reference.
        var data = person is { Addresses: [], Phones: [] }
            ? await search.FindAsync(key.Id, cancellationToken)
            : await search.FindAsync(person, cancellationToken);
        var erased = await erasure.EraseAsync(data, person, cancellationToken);
        await audit.WriteErasedAsync(visit.Person, key.Id, erased);
        return new SeeOther("/staff");
    }
}
