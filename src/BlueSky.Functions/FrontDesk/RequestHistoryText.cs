using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>Says in plain words what happened to a request: what staff did, and what became of the emails.</summary>
internal sealed class RequestHistoryText(ClinicSettings clinic, StaffNames names)
{
    /// <summary>Newest first.</summary>
    public IReadOnlyList<HistoryEntry> Of(RequestDetails details, StaffPerson viewer, DateTimeOffset now)
    {
        // A person looks first, so of the same moment the look is the older entry.
        var entries = details.History
            .Select(entry => (entry.At, IsLook: entry.Before is null, Entry: EntryOf(entry, viewer, now)))
            .Concat(MailText.Of(details.Request, details.Mails).Select(mail => (
                mail.At, IsLook: true,
                Entry: new HistoryEntry(mail.Words, clinic.DayAndTime(now, mail.At), mail.Kind))))
            .OrderByDescending(each => each.At).ThenBy(each => each.IsLook)
            .Select(each => each.Entry);
        return [.. entries, Received(details.Request, now)];
    }

    /// <summary>"Rosa marked this as No answer", or "Rosa took back “No answer”".</summary>
    public string SentenceOf(RequestEvent entry, StaffPerson viewer)
    {
        var who = names.Of(entry.By, viewer);
        return entry.Action switch
        {
            _ when entry.UndoneAt is not null => $"{who} took back “{RequestText.NameOf(entry.Action)}”",
            RequestAction.Note => $"{who} wrote a note",
            RequestAction.Reopen => $"{who} reopened this",
            RequestAction.Real => $"{who} marked this as a real person",
            _ => $"{who} marked this as {RequestText.NameOf(entry.Action)}",
        };
    }

    private HistoryEntry EntryOf(RequestEvent entry, StaffPerson viewer, DateTimeOffset now)
    {
        var who = names.Of(entry.By, viewer);
        var what = entry.Action switch
        {
            RequestAction.View => $"{who} opened this request",
            RequestAction.Called => $"{who} called: we talked",
            RequestAction.NoAnswer => $"{who} called: no answer",
            RequestAction.Booked => $"{who} booked a visit",
            _ => SentenceOf(entry with { UndoneAt = null }, viewer),
        };
        return new HistoryEntry(
            entry.UndoneAt is { } undone ? $"{what} (taken back {clinic.Ago(now, undone)})" : what,
            clinic.DayAndTime(now, entry.At),
            entry.Action == RequestAction.Spam ? HistoryKind.No : HistoryKind.Plain,
            entry.Note is { } note ? PostedText.Readable(note) : null);
    }

    private HistoryEntry Received(Submission request, DateTimeOffset now) => new(
        request.Source?.StartsWith("webflow", StringComparison.Ordinal) == true
            ? "Request came in from Webflow"
            : "Request came in from the website",
        clinic.DayAndTime(now, request.ReceivedAt),
        HistoryKind.Open);
}
