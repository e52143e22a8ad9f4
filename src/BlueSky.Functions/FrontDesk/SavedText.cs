using BlueSky.Content.Staff;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Says what was just saved, and offers to undo it.</summary>
internal sealed class SavedText(ClinicSettings clinic, TimeProvider clock)
{
    /// <summary>A bookmarked or reloaded page says it only for a while.</summary>
    private static readonly TimeSpan News = TimeSpan.FromMinutes(10);

    /// <returns>Null when the last change is not of this person, or is not new.</returns>
    public SavedMessage? Of(StaffPerson person, RequestDetails details)
    {
        var now = clock.GetUtcNow();
        var name = RequestText.NameIn(details.Request.Name);
        if (details.History.Where(entry => entry.By == person.Email && entry.UndoneAt is not null)
            .MaxBy(entry => entry.UndoneAt) is { UndoneAt: { } undone }
            && now - undone < News && !(details.LastChange?.At > undone))
        {
            return new SavedMessage($"Undone. {name} is back where they were.");
        }

        return details.LastChange is { } last && last.By == person.Email && now - last.At < News
            ? MessageOf(last, name, details, now)
            : null;
    }

    private SavedMessage MessageOf(RequestEvent last, string name, RequestDetails details, DateTimeOffset now)
    {
        var undo = new UndoButton(RequestListView.LinkTo(details.Request.Key), details.Request.Handling.Changes);
        return last.Action switch
        {
            RequestAction.Called => new SavedMessage($"Saved: you talked with {name}", Undo: undo),
            RequestAction.Booked => new SavedMessage($"Saved: visit booked for {name}", Undo: undo),
            RequestAction.NoAnswer => new SavedMessage(
                $"Saved: no answer from {name}",
                details.Request.Handling.TryAgainAt is { } again
                    ? $"On the list again {clinic.NextTry(now, again)}."
                    : null,
                undo),
            RequestAction.NotAPatient => new SavedMessage($"Saved: {name} is not a patient", Undo: undo),
            RequestAction.Real => new SavedMessage(
                $"Saved: real person. {name} is now under New.", Undo: undo),
            RequestAction.Spam => new SavedMessage("Saved: spam. No email goes out.", Undo: undo),
            RequestAction.Reopen => new SavedMessage($"Saved: {name} is on the list again", Undo: undo),
            _ => new SavedMessage("Note saved", Undo: undo),
        };
    }
}
