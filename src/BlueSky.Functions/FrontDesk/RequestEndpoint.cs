using System.Globalization;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Http;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Shows one request, and saves what staff say about it.</summary>
internal sealed class RequestEndpoint(
    RequestReader reader, RequestView view, SavedText savedText, ConflictText conflicts, RequestActions actions,
    RequestErasure erasure, IRequestIndex index, IRequestStore requests, StaffPages pages, DeskAudit audit,
    ClinicSettings clinic, TimeProvider clock)
{
    private const string ToList = "list";
    private const string Erase = "erase";

    /// <summary>In characters.</summary>
    private const int MaxNote = 5_000;

    /// <summary>A second look of the same person within this time is not recorded in the history.</summary>
    private static readonly TimeSpan SameLook = TimeSpan.FromMinutes(30);

    /// <param name="isSaved">The page follows a change of this person.</param>
    public async Task<IResult> ShowAsync(
        StaffVisit visit, string reference, bool isSaved, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(reference, cancellationToken) is not { } key
            || await reader.ReadAsync(key, cancellationToken) is not { } details)
        {
            return await reader.NeedsNoAnswerAsync(reference, cancellationToken)
                ? await pages.NeedsNoAnswerAsync()
                : await pages.NotFoundAsync();
        }

        await audit.WriteAsync(visit.Person, "view", key.Id, cancellationToken);
        var seen = await RecordLookAsync(visit.Person, details, cancellationToken);
        return await view.RenderAsync(
            visit, seen, new RequestPageNotes(isSaved ? savedText.Of(visit.Person, seen) : null));
    }

    public async Task<IResult> ChangeAsync(
        StaffVisit visit, string reference, PostedForm form, string? again, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(reference, cancellationToken) is not { } key)
        {
            return await pages.NotFoundAsync();
        }

        if (form["do"] == Erase)
        {
            return await erasure.HandleAsync(visit, key, form["confirm"], cancellationToken);
        }

        var note = PostedText.Clean(form["note"] ?? "") is { Length: > 0 } text ? text : null;
        if (ActionName.Parse(form["do"]) is not { } action
            || !int.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return await pages.UnreadableAsync();
        }

        if (note?.Length > MaxNote)
        {
            return await RefuseAsync(visit, key, ConflictText.TooLong(MaxNote), note, 422, cancellationToken);
        }

        if (action == RequestAction.Note && note is null)
        {
            return new SeeOther(PathOf(key));
        }

        var change = new RequestChange(
            action, visit.Person.Email, note, TryAgainAt(action, form["again"] ?? again));
        return await actions.ApplyAsync(key, version, change, cancellationToken) switch
        {
            RequestChangeResult.Done => await SavedAsync(visit, key, form, cancellationToken),
            RequestChangeResult.Conflict conflict => await RefuseAsync(
                visit, key, conflicts.Of(conflict, change, visit.Person), note, StatusCodes.Status409Conflict,
                cancellationToken),
            RequestChangeResult.Impossible => await RefuseAsync(
                visit, key, ConflictText.Impossible(change), note, StatusCodes.Status409Conflict, cancellationToken),
            _ => await pages.NotFoundAsync(),
        };
    }

    private async Task<IResult> SavedAsync(
        StaffVisit visit, SubmissionKey key, PostedForm form, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(visit.Person, form["do"]!, key.Id, cancellationToken);
        return new SeeOther(form["back"] == ToList ? $"/staff?saved={key.Id}" : $"{PathOf(key)}?saved=1");
    }

    private async Task<IResult> RefuseAsync(
        StaffVisit visit, SubmissionKey key, EditConflict problem, string? note, int status,
        CancellationToken cancellationToken) =>
        await reader.ReadAsync(key, cancellationToken) is { } details
            ? await view.RenderAsync(visit, details, new RequestPageNotes(null, problem, note ?? "", status))
            : await pages.NotFoundAsync();

    private async Task<RequestDetails> RecordLookAsync(
        StaffPerson person, RequestDetails details, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await index.ViewAsync(details.Request.Key, new RequestViewing(person.Email, now), cancellationToken);
        if (details.History.Any(entry => entry.By == person.Email && now - entry.At < SameLook))
        {
            return details;
        }

        var look = RequestEvent.Of(RequestAction.View, person.Email, now);
        await requests.AddAsync(details.Request.Key, look, cancellationToken);
        return details with { History = [.. details.History, look] };
    }

    private DateTimeOffset? TryAgainAt(RequestAction action, string? again)
    {
        var now = clock.GetUtcNow();
        return action != RequestAction.NoAnswer ? null
            : again == "today" ? clinic.Hours.LaterToday(now)
            : clinic.Hours.NextOpening(now);
    }

    private static string PathOf(SubmissionKey key) => RequestListView.LinkTo(key).OriginalString;
}
