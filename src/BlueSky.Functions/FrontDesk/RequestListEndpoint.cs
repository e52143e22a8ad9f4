using BlueSky.Content.Staff;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Staff;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>
/// Shows the open requests. With the session that is four calls to storage, whatever is stored: the session, the open
/// requests, those held back, and the audit.
/// </summary>
internal sealed class RequestListEndpoint(
    IRequestIndex index, RequestReader reader, RequestListView view, SavedText savedText, DeskAudit audit)
{
    /// <summary>How many of the requests that are held back are shown.</summary>
    private const int MaxHeld = 50;

    /// <summary>What storage returns in one call.</summary>
    private const int MaxOpen = 1_000;

    /// <param name="saved">The reference of a request that this person just changed; null for none.</param>
    public async Task<IResult> ShowAsync(StaffVisit visit, string? saved, CancellationToken cancellationToken)
    {
        var (open, held, audited) = (
            ReadOpenAsync(cancellationToken),
            index.ReadHeldAsync(MaxHeld, cancellationToken),
            audit.WriteAsync(visit.Person, "list", "open requests", cancellationToken));
        await Task.WhenAll(open, held, audited);
        return new StaffPage(await view.RenderAsync(
            visit, new OpenRequests(await open, await held), await SavedAsync(visit, saved, cancellationToken)));
    }

    public async Task<IResult> ShowCallListAsync(StaffVisit visit, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(visit.Person, "call list", "open requests", cancellationToken);
        return new StaffPage(await view.RenderCallListAsync(visit, await ReadOpenAsync(cancellationToken)));
    }

    private Task<List<RequestLine>> ReadOpenAsync(CancellationToken cancellationToken) =>
        index.ReadOpenAsync(cancellationToken).Take(MaxOpen).ToListAsync(cancellationToken).AsTask();

    private async Task<SavedMessage?> SavedAsync(
        StaffVisit visit, string? saved, CancellationToken cancellationToken) =>
        saved is not null && await reader.FindAsync(saved, cancellationToken) is { } key
        && await reader.ReadAsync(key, cancellationToken) is { } details
            ? savedText.Of(visit.Person, details)
            : null;
}
