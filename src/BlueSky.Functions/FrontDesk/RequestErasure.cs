using BlueSky.Content.Staff;
using BlueSky.Functions.Http;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Erases the person who sent a request, for a manager who confirmed it.</summary>
internal sealed class RequestErasure(PersonSearch search, TracedErasure erasure, StaffPages pages)
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
            return await pages.NothingErasedAsync(
                new StaffLink("Back to the request", RequestListView.LinkTo(key).OriginalString));
        }

        await erasure.EraseAsync(visit.Person, key.Id, () => FindAsync(key.Id, cancellationToken), cancellationToken);
        return new SeeOther("/staff");
    }

    private async Task<(Person Person, PersonalData Data)> FindAsync(string id, CancellationToken cancellationToken)
    {
        var person = await search.FindSenderAsync(id, cancellationToken);
        // Without an address and a phone number, the request can only be found by its reference.
        return (person, person is { Addresses: [], Phones: [] }
            ? await search.FindAsync(id, cancellationToken)
            : await search.FindAsync(person, cancellationToken));
    }
}
