using System.Globalization;
using BlueSky.Content.Staff;
using BlueSky.Functions.Operations;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Says why a change was not saved. What was typed stays on the page.</summary>
internal sealed class ConflictText(
    ClinicSettings clinic, StaffNames names, RequestHistoryText history, TimeProvider clock)
{
    private const string NotSaved = "Your change was not saved.";
    private const string NoteIsHere = "Your note is still in the box below.";

    public EditConflict Of(RequestChangeResult.Conflict conflict, RequestChange change, StaffPerson viewer)
    {
        var now = clock.GetUtcNow();
        var note = change.Note is null ? "" : $" {NoteIsHere}";
        var again = change.Action == RequestAction.Undo || !IsPossible(conflict, change, now)
            ? null
            : new SaveAgain(
                $"Save mine as well: {RequestText.NameOf(change.Action)}", ActionName.Of(change.Action),
                AgainOf(change));
        return conflict.Last is { } last
            ? new EditConflict(
                last.By == viewer.Email
                    ? "You changed this in another window"
                    : $"{names.Of(last.By, viewer)} was here first",
                $"{history.SentenceOf(last, viewer)} {clinic.Ago(now, last.UndoneAt ?? last.At)}, while you had it "
                    + $"open. {NotSaved}{note}",
                again)
            : new EditConflict(
                "This changed while you had it open", $"{NotSaved}{note} Please look at it again.", again);
    }

    public static EditConflict Impossible(RequestChange change) => new(
        "This could not be saved",
        change.Action == RequestAction.Undo
            ? "Only your own last change can be undone, and someone may have changed it since."
            : $"“{RequestText.NameOf(change.Action)}” does not fit the state it is in now. {NotSaved}"
                + (change.Note is null ? "" : $" {NoteIsHere}"),
        Again: null);

    public static EditConflict TooLong(int maxLength) => new(
        "This note is too long",
        string.Create(CultureInfo.InvariantCulture, $"A note can have {maxLength:N0} characters. {NotSaved}")
            + $" {NoteIsHere}",
        Again: null);

    // Whether the form's rules allow it does not matter for that.
    private static bool IsPossible(
        RequestChangeResult.Conflict conflict, RequestChange change, DateTimeOffset now) =>
        conflict.Request.Apply(change, now, canBeProcessed: true) is not null;

    private string? AgainOf(RequestChange change) =>
        change.TryAgainAt is { } at
            ? at < clinic.Hours.NextOpening(clock.GetUtcNow()) ? "today" : "next-day"
            : null;
}
