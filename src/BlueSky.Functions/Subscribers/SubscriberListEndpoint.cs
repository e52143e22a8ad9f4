using System.Globalization;
using BlueSky.Content;
using BlueSky.Content.Staff;
using BlueSky.Functions.Forms;
using BlueSky.Functions.FrontDesk;
using BlueSky.Functions.Recipients;
using BlueSky.Functions.Settings;
using BlueSky.Functions.Staff;
using BlueSky.Functions.Submissions;
using Microsoft.AspNetCore.Http;

namespace BlueSky.Functions.Subscribers;

/// <summary>Shows how many subscribers there are, a page of them, or the one with an address.</summary>
internal sealed class SubscriberListEndpoint(
    ContentRenderer renderer, ISubscriberIndex index, RecipientBook recipients, RequestListView frames,
    DeskAudit audit, ClinicSettings clinic, TimeProvider clock)
{
    public const string Path = "/staff/subscribers";

    private const string AllTitle = "Newest first";
    private const int PageSize = 50;
    private const int MaxPage = 200;
    private const int MaxWords = 300;
    private const int MonthsShown = 12;

    /// <summary>How many rows of recipients are read at once.</summary>
    private const int ReadAtOnce = 8;

    private static readonly SubscriptionState[] States =
    [
        SubscriptionState.Confirmed, SubscriptionState.Pending, SubscriptionState.Unsubscribed,
        SubscriptionState.Suppressed,
    ];

    /// <param name="words">An address; null for all subscribers.</param>
    /// <param name="stateName">One state; null or anything else for all.</param>
    /// <param name="pageNumber">From 1.</param>
    public async Task<IResult> ShowAsync(
        StaffVisit visit, string? words, string? stateName, string? pageNumber, CancellationToken cancellationToken)
    {
        var searched = PostedText.CleanLine(words ?? "");
        if (searched.Length > 0)
        {
            return await SearchAsync(visit, searched[..Math.Min(searched.Length, MaxWords)], cancellationToken);
        }

        var states = States.Where(state => state.ToColumn() == stateName).ToList();
        var page = int.TryParse(pageNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, MaxPage)
            : 1;
        await audit.WriteAsync(
            visit.Person, "subscribers", "subscribers", cancellationToken,
            string.Create(
                CultureInfo.InvariantCulture, $"state {(states is [var only] ? only.ToColumn() : "any")}, page {page}"));
        var lines = await NewestAsync(states is [_] ? states : States, cancellationToken)
            .Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellationToken);
        var rows = await ReadAsync(lines.Take(PageSize), cancellationToken);
        var model = await ModelAsync(
            visit, states is [var one] ? SubscriberText.NameOf(one) : AllTitle, rows, cancellationToken);
        return await RenderAsync(model with
        {
            Empty = states is [_] ? "There are none." : "No one has subscribed yet.",
            Previous = page > 1 ? LinkTo(states, page - 1) : null,
            Next = lines.Count > PageSize && page < MaxPage ? LinkTo(states, page + 1) : null,
        });
    }

    private async Task<IResult> SearchAsync(StaffVisit visit, string words, CancellationToken cancellationToken)
    {
        await audit.WriteAsync(visit.Person, "search subscribers", audit.SubjectOf(words), cancellationToken);
        var address = EmailAddress.TryParseTyped(words);
        var found = address is null ? null : await recipients.FindAsync(address, cancellationToken);
        var model = await ModelAsync(
            visit, "Search", found?.Email is null ? [] : [found], cancellationToken);
        return await RenderAsync(model with
        {
            Words = words,
            Empty = address is null
                ? "Please type the whole email address, like name@example.org."
                : "This address is not on the list.",
        });
    }

    private async Task<SubscriberListModel> ModelAsync(
        StaffVisit visit, string title, IReadOnlyList<Recipient> rows, CancellationToken cancellationToken)
    {
        var counts = await index.CountAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var months = MonthsUntil(now)
            .Select(month => (First: month, Count: counts.In(month.ToString("yyyy-MM", CultureInfo.InvariantCulture))))
            .ToList();
        return new SubscriberListModel(
            frames.FrameOf(visit),
            [
                .. States.Select(state => new Figure(
                    SubscriberText.NameOf(state), counts.Of(state), LinkTo([state], page: 1))),
            ],
            string.Create(
                CultureInfo.InvariantCulture,
                $"{months[^1].Count} new in {months[^1].First:MMMM}, {months[^2].Count} in {months[^2].First:MMMM}"),
            [
                .. months.Select(month => new MonthCount(
                    month.First.ToString("MMMM yyyy", CultureInfo.InvariantCulture), month.Count)),
            ],
            title,
            Words: null,
            [.. rows.Select(recipient => RowOf(recipient, now))]);
    }

    private IEnumerable<DateOnly> MonthsUntil(DateTimeOffset now)
    {
        var today = clinic.Hours.DateOf(now);
        var first = new DateOnly(today.Year, today.Month, 1);
        return Enumerable.Range(1 - MonthsShown, MonthsShown).Select(first.AddMonths);
    }

    private SubscriberRow RowOf(Recipient recipient, DateTimeOffset now) => new(
        LinkTo(recipient.Key),
        recipient.Email!,
        SubscriberText.StateOf(recipient.State),
        SubscriberLine.Of(recipient, clinic.TimeZone) is { } line
            ? clinic.Hours.DateOf(line.Since) == clinic.Hours.DateOf(now)
                ? clinic.DayAndTime(now, line.Since)
                : clinic.ShortDate(now, line.Since)
            : "",
        SubscriberText.HowOf(recipient));

    // Each state is sorted; the newest of their heads is the next.
    private async IAsyncEnumerable<SubscriberLine> NewestAsync(
        IReadOnlyList<SubscriptionState> states,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new List<IAsyncEnumerator<SubscriberLine>>();
        try
        {
            foreach (var state in states)
            {
                var lines = index.ListAsync(state, cancellationToken).GetAsyncEnumerator(cancellationToken);
                heads.Add(lines);
                if (!await lines.MoveNextAsync())
                {
                    heads.Remove(lines);
                    await lines.DisposeAsync();
                }
            }

            while (heads.MaxBy(head => head.Current.Since) is { } newest)
            {
                yield return newest.Current;
                if (!await newest.MoveNextAsync())
                {
                    heads.Remove(newest);
                    await newest.DisposeAsync();
                }
            }
        }
        finally
        {
            foreach (var head in heads)
            {
                await head.DisposeAsync();
            }
        }
    }

    // The index has no addresses. One that was erased a moment ago is left out.
    private async Task<IReadOnlyList<Recipient>> ReadAsync(
        IEnumerable<SubscriberLine> lines, CancellationToken cancellationToken)
    {
        var found = new List<Recipient>();
        foreach (var some in lines.Chunk(ReadAtOnce))
        {
            var read = await Task.WhenAll(some.Select(line => recipients.FindAsync(line.Key, cancellationToken)));
            found.AddRange(read.OfType<Recipient>().Where(recipient => recipient.Email is not null));
        }

        return found;
    }

    private async Task<IResult> RenderAsync(SubscriberListModel model) =>
        new StaffPage(await SubscriberListPage.RenderAsync(renderer, model));

    public static Uri LinkTo(string key) => new($"{Path}/{key}", UriKind.Relative);

    private static Uri LinkTo(IReadOnlyList<SubscriptionState> states, int page) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path}?{(states is [var only] ? $"state={only.ToColumn()}&" : "")}page={page}"),
        UriKind.Relative);
}
