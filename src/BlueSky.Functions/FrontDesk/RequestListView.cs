using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.Requests;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;

namespace BlueSky.Functions.FrontDesk;

/// <summary>What is on the list of open requests.</summary>
internal sealed record OpenRequests(IReadOnlyList<RequestLine> Open, HeldBack HeldBack);

/// <summary>Makes the list of open requests, for the screen and for paper.</summary>
internal sealed class RequestListView(
    ContentRenderer renderer, ClinicSettings clinic, StaffNames names, FormCatalog forms, TimeProvider clock)
{
    /// <summary>How long a colleague's look at a request is worth a mention.</summary>
    private static readonly TimeSpan RecentlyOpened = TimeSpan.FromHours(1);

    public Task<RenderedPage> RenderAsync(StaffVisit visit, OpenRequests requests, SavedMessage? saved)
    {
        var now = clock.GetUtcNow();
        var groups = requests.Open.ToLookup(line => line.GroupAt(now));
        return RequestListPage.RenderAsync(renderer, new RequestListModel(
            FrameOf(visit),
            Cards(groups[RequestGroup.Late]),
            Cards(groups[RequestGroup.New]),
            Cards(groups[RequestGroup.Tried].OrderBy(line => line.Handling.TryAgainAt)),
            new HeldBackCards(
                requests.HeldBack.Newest.Select(line => HeldBackCardOf(line, now)).ToList(),
                requests.HeldBack.Count, requests.HeldBack.IsMore),
            saved));

        List<RequestCard> Cards(IEnumerable<RequestLine> lines) =>
            lines.Select(line => CardOf(line, visit.Person, now)).ToList();
    }

    public Task<RenderedPage> RenderCallListAsync(StaffVisit visit, IEnumerable<RequestLine> open)
    {
        var now = clock.GetUtcNow();
        return CallListPage.RenderAsync(renderer, new CallListModel(
            FrameOf(visit),
            $"Call list, {clinic.LongDay(now, now)}",
            $"Printed by {visit.Person.Name}, {clinic.Clock(now)}.",
            open.Select(line => RowOf(line, visit.Person, now)).ToList()));
    }

    public StaffFrame FrameOf(StaffVisit visit) =>
        new(clinic.Details(), visit.Person.Name, visit.IsManager, visit.CsrfToken);

    public static Uri LinkTo(SubmissionKey request) => new($"/staff/requests/{request.Id}", UriKind.Relative);

    private RequestCard CardOf(RequestLine line, StaffPerson viewer, DateTimeOffset now)
    {
        var since = clinic.SinceDayAndTime(now, line.ReceivedAt);
        var when = line.GroupAt(now) switch
        {
            RequestGroup.Late => $"Since {since} ({clinic.Age(now, line.ReceivedAt)})",
            RequestGroup.Tried => $"Since {since}",
            _ => $"{clinic.DayAndTime(now, line.ReceivedAt)}. Call by {clinic.NearPromise(now, line.PromisedBy)}",
        };
        return new RequestCard(
            LinkTo(line.Key), line.Handling.Changes, RequestText.NameIn(line.Name), when,
            LastTryOf(line, viewer, now), TextOf(line.PreferredTime), TagsOf(line, viewer, now).ToList(),
            RequestText.ContactOf(line));
    }

    private HeldBackCard HeldBackCardOf(RequestLine line, DateTimeOffset now) => new(
        LinkTo(line.Key), RequestText.NameIn(line.Name), clinic.DayAndTime(now, line.ReceivedAt),
        HeldBackText.Of(line.Reason));

    private CallListRow RowOf(RequestLine line, StaffPerson viewer, DateTimeOffset now)
    {
        var phone = line.Phone is { } number ? RequestText.Short(number) : null;
        var contact = RequestText.ContactOf(line);
        return new CallListRow(
            RequestText.NameIn(line.Name),
            phone ?? RequestText.Short(line.Email),
            phone is not null ? PhoneLink.Of(line.Phone!) : contact?.Link,
            TextOf(line.PreferredTime),
            RequestText.RemarksOn(line).ToList(),
            $"Since {clinic.ShortDay(now, line.ReceivedAt)}."
                + (LastTryOf(line, viewer, now) is { } lastTry ? $" {lastTry}" : ""));
    }

    private string? LastTryOf(RequestLine line, StaffPerson viewer, DateTimeOffset now)
    {
        if (line.Handling is not { State: HandlingState.Tried, At: { } at })
        {
            return null;
        }

        var called = $"{names.Of(line.Handling.By, viewer)} called {clinic.Ago(now, at)}.";
        return line.Handling.TryAgainAt is { } again && again > now
            ? $"{called} Try again {clinic.NextTry(now, again)}."
            : $"{called} Time to try again.";
    }

    private IEnumerable<Tag> TagsOf(RequestLine line, StaffPerson viewer, DateTimeOffset now)
    {
        if (line.Handling.By is null && line.Viewings.All(viewing => viewing.By != viewer.Email))
        {
            yield return new Tag("New to you");
        }

        if (line.Viewings.Where(viewing => viewing.By != viewer.Email).MaxBy(viewing => viewing.At) is { } last
            && now - last.At < RecentlyOpened)
        {
            yield return new Tag($"{names.Of(last.By, viewer)} opened it {clinic.Ago(now, last.At)}");
        }

        if (TitleOf(line.Kind) is { } form)
        {
            yield return new Tag(form);
        }

        foreach (var remark in RequestText.RemarksOn(line))
        {
            yield return new Tag(remark);
        }
    }

    /// <summary>The form's title; null while there is only one form.</summary>
    private string? TitleOf(string kind) =>
        kind == Submission.UnknownKind ? "Unknown form"
        : forms.Names.Count(name => forms.Find(name)!.WaitsForAnswer) > 1 ? forms.Find(kind)?.Title
        : null;

    private static string? TextOf(string? text) => text is null ? null : RequestText.Short(text);
}
