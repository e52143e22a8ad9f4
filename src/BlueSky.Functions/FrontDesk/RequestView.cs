using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Mail;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>A request with all that happened to it.</summary>
internal sealed record RequestDetails(
    Submission Request, IReadOnlyList<RequestEvent> History, IReadOnlyList<OutboxMail> Mails)
{
    public RequestEvent? LastChange => History.LastChange();
}

/// <summary>What the page of a request shows besides the request.</summary>
/// <param name="Note">What was typed when a change could not be saved.</param>
internal sealed record RequestPageNotes(
    SavedMessage? Saved = null, EditConflict? Conflict = null, string Note = "", int Status = 200);

/// <summary>Makes the page of one request.</summary>
internal sealed class RequestView(
    ContentRenderer renderer, ClinicSettings clinic, StaffNames names, RequestHistoryText history,
    RequestListView list, FormCatalog forms, TimeProvider clock)
{
    public async Task<StaffPage> RenderAsync(StaffVisit visit, RequestDetails details, RequestPageNotes notes) =>
        new(await RequestPage.RenderAsync(renderer, ModelOf(visit, details, notes)), notes.Status);

    private RequestModel ModelOf(StaffVisit visit, RequestDetails details, RequestPageNotes notes)
    {
        var (now, request) = (clock.GetUtcNow(), details.Request);
        var line = RequestIndexing.LineOf(request);
        var stage = StageOf(request);
        return new RequestModel(
            list.FrameOf(visit),
            RequestListView.LinkTo(request.Key),
            request.Id,
            request.Handling.Changes,
            stage,
            RequestText.NameIn(request.Name),
            RequestText.FirstNameIn(request.Name),
            SummaryOf(line, visit.Person, now),
            stage is RequestStage.HeldBack ? null : RequestText.StateOf(line.GroupAt(now), request.Handling),
            stage is RequestStage.HeldBack or RequestStage.Spam ? null : RequestText.ContactOf(line),
            FactsOf(line, request, stage).ToList(),
            request.Message is { } message ? PostedText.Readable(message) : null,
            history.Of(details, visit.Person, now))
        {
            HeldBackBecause = stage == RequestStage.HeldBack ? HeldBackText.Of(request.Error) : null,
            TryAgain = stage == RequestStage.Open ? TryAgainAt(now) : null,
            OwnLastChange = OwnLastChangeOf(details, visit.Person, now),
            Note = notes.Note,
            Saved = notes.Saved,
            Conflict = notes.Conflict,
        };
    }

    private static RequestStage StageOf(Submission request) =>
        request.Handling.State == HandlingState.Spam ? RequestStage.Spam
        : request.IsHeldBack ? RequestStage.HeldBack
        : request.Handling.State == HandlingState.Called ? RequestStage.Called
        : request.Handling.IsDone ? RequestStage.Done
        : RequestStage.Open;

    private TryAgain TryAgainAt(DateTimeOffset now)
    {
        var (later, next) = (clinic.Hours.LaterToday(now), clinic.Hours.NextOpening(now));
        return new TryAgain(
            later < next ? Sentence(clinic.NextTry(now, later)) : null, Sentence(clinic.NextTry(now, next)));
    }

    private string SummaryOf(RequestLine line, StaffPerson viewer, DateTimeOffset now)
    {
        if (line.Handling.IsDone)
        {
            return $"Came in: {clinic.DayAndTime(now, line.ReceivedAt)}. {names.Of(line.Handling.By, viewer)} closed it "
                + $"{clinic.Ago(now, line.Handling.At ?? line.ReceivedAt)}.";
        }

        var waiting = $"Waiting since {clinic.SinceDayAndTime(now, line.ReceivedAt)} "
            + $"({clinic.Age(now, line.ReceivedAt)}). Promised by {clinic.NearPromise(now, line.PromisedBy)}.";
        return line.Handling is { State: HandlingState.Tried, TryAgainAt: { } again } && again > now
            ? $"{waiting} Try again {clinic.NextTry(now, again)}."
            : waiting;
    }

    private IEnumerable<Fact> FactsOf(RequestLine line, Submission request, RequestStage stage)
    {
        var isDoubtful = stage is RequestStage.HeldBack or RequestStage.Spam;
        if (request.Phone is { } phone)
        {
            yield return new Fact("Phone", RequestText.Short(phone), isDoubtful ? null : PhoneLink.Of(phone));
        }

        if (line.PreferredTime is { } time)
        {
            yield return new Fact("Best time", PostedText.Readable(time));
        }

        if (line.PreferredContact is { } contact)
        {
            yield return new Fact("Prefers", PostedText.Readable(contact));
        }

        if (request.Email is { } email)
        {
            yield return new Fact("Email", PostedText.Readable(email), isDoubtful ? null : LinkTo(email));
        }

        if (RequestText.LanguageOf(request.Language) is { } language)
        {
            yield return new Fact("Language", language);
        }

        foreach (var field in request.Fields.Where(field => !IsShownAbove(field)))
        {
            yield return new Fact(PostedText.Readable(field.Name), PostedText.Readable(field.Value));
        }

        yield return new Fact("Form", forms.Find(request.Kind)?.Title ?? "Unknown form");
        if (request.Source is { } source)
        {
            yield return new Fact("Page", source);
        }

        if (stage == RequestStage.HeldBack)
        {
            yield return new Fact("Came in", clinic.DayAndTime(clock.GetUtcNow(), request.ReceivedAt));
        }
    }

    private string? OwnLastChangeOf(RequestDetails details, StaffPerson viewer, DateTimeOffset now) =>
        details.LastChange is { Before: not null } last && last.By == viewer.Email
            ? last.Action == RequestAction.Note
                ? $"You wrote a note {clinic.Ago(now, last.At)}."
                : $"You marked this as {RequestText.NameOf(last.Action)} {clinic.Ago(now, last.At)}."
            : null;

    private static Uri? LinkTo(string email) =>
        EmailAddress.TryParse(email) is { CanBeSentTo: true } address ? MailLink.To(address.Deliverable) : null;

    private static bool IsShownAbove(PostedField field) => field.Name is "preferred_time" or "preferred_contact";

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
